import { defineStore } from 'pinia';
import { computed, type WritableComputedRef } from 'vue';
import type { BusinessProfile } from '../../electron/contract/business.ts';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';
import { replacedValue } from './replaced-value.ts';

/** Who runs the chargers: what documents say, and how tax is reckoned. */
export const useBusiness = defineStore('business', () => {
  const client = useConsole();
  const { showError } = useNotices();
  const profile = replacedValue(client, 'business.changed', () => client.call('business.get', {}), showError);
  return { profile, update: (change: Partial<BusinessProfile>) => client.call('business.update', change) };
});

/** One field of the profile as a field's model: what the service holds; a change is kept at once. Undefined until the service has told it. */
export function useBusinessField<Name extends keyof BusinessProfile>(
  name: Name,
): WritableComputedRef<BusinessProfile[Name] | undefined> {
  const business = useBusiness();
  const notices = useNotices();

  const save = async (value: BusinessProfile[Name]): Promise<void> => {
    try {
      await business.update({ [name]: value });
      notices.showInfo('common.saved');
    } catch (cause) {
      notices.showError(cause);
    }
  };

  return computed({
    get: () => business.profile?.[name],
    set: (next) => {
      if (next !== undefined && next !== business.profile?.[name]) void save(next);
    },
  });
}
