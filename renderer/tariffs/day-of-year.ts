/** Reads a day that comes every year, `1.6` or `01.06`, as `06-01`; null for anything else. The 29th of February is one. */
export function readDayOfYear(text: string): string | null {
  const match = /^\s*(\d{1,2})[./-](\d{1,2})\.?\s*$/.exec(text);
  if (match === null) return null;
  const [day, month] = [Number(match[1]), Number(match[2])];
  // A leap year has every day.
  const date = new Date(Date.UTC(2028, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(5, 10) : null;
}

/** `01.06` from `06-01`; empty for an empty one. */
export function dayOfYearText(day: string): string {
  const [month = '', dayOfMonth = ''] = day.split('-');
  return day === '' ? '' : `${dayOfMonth}.${month}`;
}
