import { useI18n } from 'vue-i18n';
import type { ChargingRateUnit, CompositeSchedule } from '../../ocpp/model/charging-profile.ts';
import { useFormat } from '../use-format.ts';
import { compositeSteps } from './schedule-steps.ts';

/** `16 A`, `11 kVt`: a limit with its unit; watts are told as kilowatts. */
export function useRateText(): (limit: number, unit: ChargingRateUnit) => string {
  const { t } = useI18n();
  const format = useFormat();
  return (limit, unit) =>
    unit === 'A'
      ? t('limits.ampere', { n: format.number(limit, Number.isInteger(limit) ? 0 : 1) })
      : format.powerKw(Math.round(limit), limit % 1000 === 0 ? 0 : 1);
}

/** A composite schedule line by line: when, and how much. */
export function useScheduleText(): (schedule: CompositeSchedule) => readonly string[] {
  const { t } = useI18n();
  const format = useFormat();
  const rateText = useRateText();
  return (composite) =>
    compositeSteps(composite).map(({ fromMs, limit }) =>
      t('limits.schedule.line', {
        from: format.dateTime(fromMs),
        rate: rateText(limit, composite.schedule.unit),
      }),
    );
}
