import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';
import { replacedValue } from './replaced-value.ts';

/** The problems that are there now, newest first. */
export const useAlerts = defineStore('alerts', () => {
  const client = useConsole();
  const active = replacedValue(
    client,
    'alerts.changed',
    async () => (await client.call('alerts.list', { active: true, limit: 500 })).rows,
    useNotices().showError,
  );
  return { active: computed(() => active.value ?? []), loaded: computed(() => active.value !== null) };
});
