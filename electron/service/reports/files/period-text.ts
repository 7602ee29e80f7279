import { formatLocalDate } from '../../../contract/format/dates.ts';
import { datesOf, type Period } from '../../../contract/format/periods.ts';
import { reportTexts } from '../texts.ts';
import type { FileLayout } from './file-layout.ts';

/** `01.07.2026 – 31.07.2026`, both days part of it. */
export function periodText(period: Period, { language, timeZone }: FileLayout): string {
  const { first, last } = datesOf(period, timeZone);
  return reportTexts(language)
    .file.lastDay.replace('{from}', formatLocalDate(first))
    .replace('{to}', formatLocalDate(last));
}
