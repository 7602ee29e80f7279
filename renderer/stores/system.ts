import { defineStore } from 'pinia';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';
import { replacedValue } from './replaced-value.ts';

/** What the service says of itself; null until it has answered. */
export const useSystem = defineStore('system', () => {
  const client = useConsole();
  const status = replacedValue(
    client,
    'system.changed',
    () => client.call('system.status', {}),
    useNotices().showError,
  );
  return { status };
});
