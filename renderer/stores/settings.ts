import { defineStore } from 'pinia';
import { computed, watch } from 'vue';
import type { Params } from '../../electron/contract/api.ts';
import type { Language, Settings } from '../../electron/contract/views.ts';
import { useConsole } from '../client/connect-console.ts';
import { desktopBridge } from '../client/desktop-bridge.ts';
import { speak, spokenLanguage } from '../i18n.ts';
import { showTheme } from '../theme.ts';
import { useNotices } from './notices.ts';
import { replacedValue } from './replaced-value.ts';

/** The settings of the site; the window's language and theme follow them. */
export const useSettings = defineStore('settings', () => {
  const client = useConsole();
  const { showError } = useNotices();
  const settings = replacedValue(client, 'settings.changed', () => client.call('settings.get', {}), showError);

  const update = (changes: Params<'settings.update'>): Promise<Settings> => client.call('settings.update', changes);

  watch(
    () => settings.value?.language,
    (language) => {
      if (language !== undefined) showLanguage(language).catch(showError);
    },
  );
  watch(
    () => settings.value?.theme,
    (theme) => {
      if (theme !== undefined) showTheme(theme);
    },
  );

  return {
    settings,
    update,
    timeZone: computed(() => settings.value?.timeZone ?? 'Asia/Baku'),
    language: spokenLanguage,
    setLanguage: async (language: Language) => {
      await showLanguage(language);
      await update({ language });
    },
    setTheme: async (theme: Settings['theme']) => {
      showTheme(theme);
      await update({ theme });
    },
  };
});

async function showLanguage(language: Language): Promise<void> {
  await speak(language);
  await desktopBridge()?.setLanguage(language);
}
