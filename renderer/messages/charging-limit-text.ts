import { fieldsOf, isFields, listOf, numberOf, textOf, type Fields } from './frame-fields.ts';
import { wordOr, type FrameWords } from './frame-words.ts';

/** More periods than these make no sentence any more. */
const mostPeriods = 3;

/** `16 A`, `7,0 kVt, sonra 16 A`: what a charging schedule allows (OCPP 1.6 §7.13). */
export function chargingLimitText(schedule: Fields, { t, format }: FrameWords): string {
  const isWatts = textOf(schedule, 'chargingRateUnit') === 'W';
  const amount = (limit: number): string =>
    isWatts
      ? format.powerKw(limit)
      : t('messages.part.limitA', { value: format.number(limit, Number.isInteger(limit) ? 0 : 1) });
  const periods = listOf(schedule, 'chargingSchedulePeriod')
    .filter(isFields)
    .map((period) => numberOf(period, 'limit'))
    .filter((limit) => limit !== null)
    .map(amount);
  if (periods.length === 0) return t('messages.part.noLimit');
  const shown = periods
    .slice(0, mostPeriods)
    .map((text, at) => (at === 0 ? text : t('messages.part.then', { value: text })));
  return [...shown, ...(periods.length > mostPeriods ? ['…'] : [])].join(', ');
}

/** The limit a profile sets, and for what. */
export function profileText(profile: Fields, words: FrameWords): { readonly purpose: string; readonly limit: string } {
  return {
    purpose: wordOr('messages.purpose', textOf(profile, 'chargingProfilePurpose'), words),
    limit: chargingLimitText(fieldsOf(profile, 'chargingSchedule'), words),
  };
}
