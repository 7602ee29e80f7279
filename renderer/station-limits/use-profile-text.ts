import { useI18n } from 'vue-i18n';
import type { ChargingProfile } from '../../ocpp/model/charging-profile.ts';
import { useFormat } from '../use-format.ts';
import { useRateText } from './use-schedule-text.ts';

const daySeconds = 86_400;

/** What a charging profile says, in one line: how much, for what, and how long it holds. */
export function useProfileText(): (profile: ChargingProfile) => string {
  const { t } = useI18n();
  const format = useFormat();
  const rateText = useRateText();

  const rates = ({ schedule }: ChargingProfile): string =>
    [...new Set(schedule.periods.map(({ limit }) => rateText(limit, schedule.unit)))].join(' / ');
  const hours = ({ startAt, durationSeconds }: ChargingProfile['schedule']): string =>
    startAt === undefined || durationSeconds === undefined || durationSeconds >= daySeconds
      ? ''
      : ` ${format.time(startAt)}–${format.time(Date.parse(startAt) + durationSeconds * 1000)}`;
  const rhythm = ({ kind, recurrency = 'Daily', schedule }: ChargingProfile): string[] =>
    kind === 'Recurring'
      ? [t(`limits.recurrency.${recurrency}`) + (recurrency === 'Daily' ? hours(schedule) : '')]
      : [];
  const until = ({ validTo }: ChargingProfile): string[] =>
    validTo === undefined ? [] : [t('limits.until', { at: format.dateTime(validTo) })];

  return (profile) =>
    [rates(profile), t(`limits.purpose.${profile.purpose}`), ...rhythm(profile), ...until(profile)].join(', ');
}
