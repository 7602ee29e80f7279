import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { ReportCell, ReportColumn, ReportWordList } from '../reports.ts';
import type { Language } from '../views.ts';
import { formatDateTime, formatLocalDate, monthName, parseLocalDate } from './dates.ts';
import { formatClockDuration } from './durations.ts';
import { minorDigits } from './money.ts';
import { formatNumber, formatScaled } from './numbers.ts';

export interface ReportCellOptions {
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
  /** The word for a code, in the language. */
  readonly wordOf: (list: ReportWordList, code: string) => string;
  /** Off in files, where a spreadsheet has to read the figures. */
  readonly grouping?: boolean | undefined;
  readonly seconds?: boolean | undefined;
}

/** A cell as people read it; units stand in the header. Empty where nothing is known. */
export function reportCellText(cell: ReportCell, column: ReportColumn, options: ReportCellOptions): string {
  if (cell === null || cell === '') return '';
  const { language, timeZone, grouping = true, seconds } = options;
  const scaled = (scale: number, decimals = scale): string =>
    formatScaled(Number(cell), scale, { language, grouping, decimals });
  switch (column.type) {
    case 'text':
    case 'identity':
      return String(cell);
    case 'word':
      return wordsOf(String(cell), column.words, options);
    case 'count':
      return formatNumber(Number(cell), { language, grouping });
    case 'energyWh':
      return scaled(3);
    case 'money':
      return scaled(minorDigits(options.currency));
    case 'priceE4':
      return scaled(4);
    case 'percent':
      return scaled(2);
    case 'duration':
      return `${Number(cell) < 0 ? '-' : ''}${formatClockDuration(Math.abs(Number(cell)) * 1000)}`;
    case 'yesNo':
      return cell === true ? '✓' : '';
    case 'dateTime':
      return formatDateTime(typeof cell === 'boolean' ? null : cell, { language, timeZone, seconds });
    case 'date':
      return dateText(String(cell));
    case 'month':
      return `${monthName(Number(String(cell).slice(5)), language)} ${String(cell).slice(0, 4)}`;
    case 'hour':
      return `${twoDigits(Number(cell))}:00–${twoDigits(Number(cell) + 1)}:00`;
    default:
      return assertNever(column.type);
  }
}

/** Whether figures stand in it, which go to the right and add up. */
export function isFigure({ type }: Pick<ReportColumn, 'type'>): boolean {
  return ['count', 'energyWh', 'money', 'priceE4', 'percent', 'duration'].includes(type);
}

function wordsOf(codes: string, list: ReportWordList | undefined, { wordOf }: ReportCellOptions): string {
  if (list === undefined) return codes;
  // What people were told of a session are sentences; a stop reason of a vendor may hold a comma.
  if (list !== 'flag' && list !== 'method') return wordOf(list, codes);
  return codes
    .split(',')
    .map((code) => wordOf(list, code))
    .join(list === 'flag' ? ' ' : ', ');
}

function dateText(iso: string): string {
  const date = parseLocalDate(iso);
  return date === null ? iso : formatLocalDate(date);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
