import { useI18n } from 'vue-i18n';
import type { ChargingProfile } from '../../ocpp/model/charging-profile.ts';
import { useFormat } from '../use-format.ts';
import { useRateText } from './use-schedule-text.ts';

/** What a charging profile says, in one line: how much, for what, and how long it holds. */
export function useProfileText(): (profile: ChargingProfile) => string {
  const { t } = useI18n();
  const format = useFormat();
  const rateText = useRateText();

  const rates = ({ schedule }: ChargingProfile): string =>
    [...new Set(schedule.periods.map(({ limit }) => rateText(limit, schedule.unit)))].join(' / ');
  const rhythm = ({ kind, recurrency }: ChargingProfile): string[] =>
    kind === 'Recurring' ? [t(`limits.recurrency.${recurrency ?? 'Daily'}`)] : [];
  const until = ({ validTo }: ChargingProfile): string[] =>
    validTo === undefined ? [] : [t('limits.until', { at: format.dateTime(validTo) })];

  return (profile) =>
    [rates(profile), t(`limits.purpose.${profile.purpose}`), ...rhythm(profile), ...until(profile)].join(', ');
}
