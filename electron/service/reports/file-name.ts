import { isoDateText } from '../../contract/format/dates.ts';
import { datesOf, periodOf, type DateRange, type Period } from '../../contract/format/periods.ts';
import { addDays } from '../../contract/format/zone.ts';

/** A period as file names tell it: `2026`, `2026-Q3`, `2026-07`, `2026-07-06`, or `2026-07-06_2026-07-12`. */
export function periodName(period: Period, timeZone: string): string {
  const range = datesOf(period, timeZone);
  const months = wholeMonths(period, range, timeZone);
  const { year, month } = range.first;
  if (months === 12 && month === 1) return String(year);
  if (months === 3 && month % 3 === 1) return `${String(year)}-Q${String((month + 2) / 3)}`;
  if (months === 1) return isoDateText(range.first).slice(0, 7);
  const [first, last] = [isoDateText(range.first), isoDateText(range.last)];
  return first === last ? first : `${first}_${last}`;
}

/** How many calendar months a period is made of; 0 when it begins or ends inside of one. */
function wholeMonths(period: Period, range: DateRange, timeZone: string): number {
  const days = periodOf(range, timeZone);
  const next = addDays(range.last, 1);
  const isWhole = days.from === period.from && days.to === period.to && range.first.day === 1 && next.day === 1;
  return isWhole ? (next.year - range.first.year) * 12 + next.month - range.first.month : 0;
}
