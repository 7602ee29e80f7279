import { useI18n } from 'vue-i18n';
import { chargingProfile } from '../../electron/contract/command-request.ts';
import type { CommandView } from '../../electron/contract/views.ts';
import { useKnownText } from '../components/use-known-text.ts';
import { useProfileText } from '../station-limits/use-profile-text.ts';
import { useFormat } from '../use-format.ts';

/** Keys whose value is a secret (OCPP 1.6 security whitepaper §5). */
const secretKeys: readonly unknown[] = ['AuthorizationKey'];
/** Numbers and long texts of the machines, which tell a person nothing. */
const untold: readonly string[] = [
  'type',
  'certificate',
  'certificateChain',
  'entries',
  'location',
  'requestId',
  'signature',
  'signingCertificate',
];
const moments: readonly string[] = ['expiresAt', 'from', 'installAt', 'retrieveAt', 'to'];

/** What a command asked for, in short. `fileNameOf` names a file kept here; null when it is gone, empty while that is not known. */
export function useRequestSummary(fileNameOf: (fileId: string) => string | null): (command: CommandView) => string {
  const { t } = useI18n();
  const known = useKnownText();
  const format = useFormat();
  const profileText = useProfileText();

  const valueText = (name: string, value: unknown): string => {
    if (name === 'evseId') return value === 0 ? t('station.wholeStation') : t('common.connector', { n: String(value) });
    if (name === 'profile') return chargingProfileText(value);
    if (name === 'fileId') return fileNameOf(String(value)) ?? t('commands.fileGone');
    if (name === 'durationSeconds') return format.duration(Number(value) * 1000);
    if (moments.includes(name)) return format.dateTime(String(value));
    if (name === 'idToken' || name === 'transactionId' || name === 'key' || name === 'keys') return String(value);
    return known(`commands.choice.${String(value)}`, String(value));
  };

  const chargingProfileText = (value: unknown): string => {
    const read = chargingProfile.safeParse(value);
    return read.success ? profileText(read.data) : '';
  };

  const part = (name: string, value: unknown, request: CommandView['request']): string => {
    if (name === 'value' && secretKeys.includes(request['key'])) return '= ••••';
    return name === 'value' ? `= ${String(value)}` : valueText(name, value);
  };

  return ({ request }) =>
    Object.entries(request)
      .filter(([name, value]) => !untold.includes(name) && value !== undefined && value !== null)
      .map(([name, value]) => part(name, value, request))
      .filter((text) => text !== '')
      .join(request['type'] === 'setConfiguration' ? ' ' : ', ');
}
