import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ConnectionState } from '../client/console-client.ts';
import { useConsole } from '../client/connect-console.ts';
import { desktopBridge } from '../client/desktop-bridge.ts';

/** Whether the service answers, and why not where the desktop shell knows. */
export const useConnection = defineStore('connection', () => {
  const state = shallowRef<ConnectionState>('connecting');
  const failure = shallowRef<{ readonly restarting: boolean; readonly reason: string | null } | null>(null);

  useConsole().onState((next) => {
    state.value = next;
    if (next === 'connected') failure.value = null;
  });
  desktopBridge()?.onServiceDown((down) => {
    failure.value = down;
  });

  return { state, failure, connected: computed(() => state.value === 'connected') };
});
