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

type KnownCell = NonNullable<ReportCell>;

/** A cell as people read it; units stand in the header. Empty where nothing is known. */
export function reportCellText(cell: ReportCell, column: ReportColumn, options: ReportCellOptions): string {
  return reportCellWriter(column, options)(cell);
}

/** The same for all cells of a column: how they are written is found out once. */
export function reportCellWriter(column: ReportColumn, options: ReportCellOptions): (cell: ReportCell) => string {
  const write = writerOf(column, options);
  return (cell) => (cell === null || cell === '' ? '' : write(cell));
}

function writerOf(column: ReportColumn, options: ReportCellOptions): (cell: KnownCell) => string {
  const { language, timeZone, grouping = true, seconds } = options;
  const number = { language, grouping };
  const dateTime = { language, timeZone, seconds };
  const scaled =
    (scale: number) =>
    (cell: KnownCell): string =>
      formatScaled(Number(cell), scale, number);
  switch (column.type) {
    case 'text':
    case 'identity':
      return String;
    case 'word':
      return (cell) => wordsOf(String(cell), column.words, options);
    case 'count':
      return (cell) => formatNumber(Number(cell), number);
    case 'energyWh':
      return scaled(3);
    case 'money':
      return scaled(minorDigits(options.currency));
    case 'priceE4':
      return scaled(4);
    case 'percent':
      return scaled(2);
    case 'duration':
      return (cell) => `${Number(cell) < 0 ? '-' : ''}${formatClockDuration(Math.abs(Number(cell)) * 1000)}`;
    case 'yesNo':
      return (cell) => (cell === true ? '✓' : '');
    case 'dateTime':
      return (cell) => formatDateTime(typeof cell === 'boolean' ? null : cell, dateTime);
    case 'date':
      return (cell) => dateText(String(cell));
    case 'month':
      return (cell) => `${monthName(Number(String(cell).slice(5)), language)} ${String(cell).slice(0, 4)}`;
    case 'hour':
      return (cell) => `${twoDigits(Number(cell))}:00–${twoDigits(Number(cell) + 1)}:00`;
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
