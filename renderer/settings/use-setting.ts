import { computed, type WritableComputedRef } from 'vue';
import type { Settings } from '../../electron/contract/views.ts';
import { useNotices } from '../stores/notices.ts';
import { useSettings } from '../stores/settings.ts';

/** One setting as a field's model: what the service holds; a change is kept at once. Undefined until the service has told it. */
export function useSetting<Name extends keyof Settings>(name: Name): WritableComputedRef<Settings[Name] | undefined> {
  const settings = useSettings();
  const notices = useNotices();

  const save = async (value: Settings[Name]): Promise<void> => {
    try {
      await settings.update({ [name]: value });
      notices.showInfo('common.saved');
    } catch (cause) {
      notices.showError(cause);
    }
  };

  return computed({
    get: () => settings.settings?.[name],
    set: (next) => {
      if (next !== undefined && next !== settings.settings?.[name]) void save(next);
    },
  });
}
