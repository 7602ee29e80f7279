import { defineStore } from 'pinia';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';
import { replacedValue } from './replaced-value.ts';

/** The open cash drawer; null while none is. */
export const useDrawer = defineStore('drawer', () => {
  const client = useConsole();
  const { showError } = useNotices();
  const open = replacedValue(client, 'drawer.changed', () => client.call('drawer.current', {}), showError);
  return { open };
});
