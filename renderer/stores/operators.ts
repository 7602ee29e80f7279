import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';
import { replacedValue } from './replaced-value.ts';

/** Who works at the desk, and who is on duty. */
export const useOperators = defineStore('operators', () => {
  const client = useConsole();
  const { showError } = useNotices();
  const known = replacedValue(client, 'operators.changed', () => client.call('operators.list', {}), showError);
  return {
    onDuty: computed(() => known.value?.onDuty ?? null),
    offered: computed(() => (known.value?.operators ?? []).filter(({ retired }) => !retired)),
    all: computed(() => known.value?.operators ?? []),
  };
});
