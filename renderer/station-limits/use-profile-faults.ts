import { useI18n } from 'vue-i18n';
import { useKnownText } from '../components/use-known-text.ts';
import type { ProfileFault } from './profile-json.ts';

/** What is wrong with a profile, one line for each fault: where it is, and what. */
export function useProfileFaults(): (faults: readonly ProfileFault[]) => readonly string[] {
  const { t } = useI18n();
  const known = useKnownText();
  return (faults) =>
    faults.map(({ path, word }) => {
      const what = known(`limits.fault.${word}`, t('limits.fault.other'));
      return path === '' ? what : `${path}: ${what}`;
    });
}
