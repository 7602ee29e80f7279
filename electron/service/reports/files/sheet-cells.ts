import { instantOffset } from './sheet-time.ts';
import { reportCellText, type ReportCellOptions } from '../../../contract/format/report-cell.ts';
import { minorDigits } from '../../../contract/format/money.ts';
import type { ReportCell, ReportColumn } from '../../../contract/reports.ts';

/** Places in the list of cell formats, `sheetStyles`. */
export const styles = {
  general: 0,
  header: 1,
  text: 2,
  count: 3,
  energy: 4,
  money0: 5,
  money2: 6,
  money3: 7,
  price: 8,
  dateTime: 9,
  date: 10,
  duration: 11,
  percent: 12,
  title: 13,
} as const;

/** Words are text cells, whatever they look like: never a formula, never a number that lost its zeros. */
export function textXml(place: string, text: string, style: number = styles.text): string {
  return text === ''
    ? ''
    : `<c r="${place}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function numberXml(place: string, value: number, style: number): string {
  return `<c r="${place}" s="${String(style)}"><v>${String(value)}</v></c>`;
}

/** A cell as a spreadsheet keeps it: numbers are numbers, moments are dates by the site's clock, the rest is text. */
export function cellXml(place: string, cell: ReportCell, column: ReportColumn, options: ReportCellOptions): string {
  if (cell === null || cell === '') return '';
  const value = Number(cell);
  switch (column.type) {
    case 'count':
      return numberXml(place, value, styles.count);
    case 'energyWh':
      return numberXml(place, value / 1000, styles.energy);
    case 'money':
      return numberXml(place, value / 10 ** minorDigits(options.currency), moneyStyle(options.currency));
    case 'priceE4':
      return numberXml(place, value / 10_000, styles.price);
    case 'percent':
      return numberXml(place, value / 100, styles.percent);
    case 'duration':
      return numberXml(place, value / 86_400, styles.duration);
    case 'dateTime':
      return numberXml(place, serial(value + instantOffset(value, options.timeZone)), styles.dateTime);
    case 'date':
      return numberXml(place, serial(Date.parse(`${String(cell)}T00:00:00Z`)), styles.date);
    case 'text':
    case 'identity':
    case 'word':
    case 'hour':
    case 'month':
    case 'yesNo':
      return textXml(place, reportCellText(cell, column, options));
  }
}

function moneyStyle(currency: string): number {
  const digits = minorDigits(currency);
  if (digits === 0) return styles.money0;
  return digits === 3 ? styles.money3 : styles.money2;
}

/** Days since 1899-12-30, as the 1900 date system counts them; to the second, which is what is shown. */
function serial(localMs: number): number {
  return Math.floor(localMs / 1000) / 86_400 + 25_569;
}

/** A1, B1 … AA1. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnName(rest - 1)) + String.fromCodePoint(65 + (index % 26));
}

/** XML 1.0 §2.2 knows no such characters. */
const forbidden =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** What nearly all texts are made of: letters of the Latin and Cyrillic alphabets, figures, and signs without a meaning of their own. */
const plain = /^[\t -%'-;=?-^`-~\u00a0-\u052f\u2010-\u2026\u20bc]*$/;
const special = /[&<>\r]|_x(?=[0-9A-Fa-f]{4}_)/;

/** Spreadsheets read `_x000D_` in a text as the character of that number (ECMA-376 part 1, §22.9.2.19). */
export function escaped(text: string): string {
  if (plain.test(text)) return text;
  const clean = text.replaceAll(forbidden, '');
  if (!special.test(clean)) return clean;
  return clean
    .replaceAll(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
