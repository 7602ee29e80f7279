import { quotedCell, textCell, type CsvCell } from './csv.ts';

/** How the names of months begin in the languages a spreadsheet here may speak. */
const monthStarts = [
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec',
  'yan|fev|iyn|iyl|iyu|avq|sen|okt|noy|dek',
  'oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara',
  'янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек',
].join('|');

/** Figures, dates and times, 04E2, DEC12, 3-MAY, TRUE: what a spreadsheet stores as a value of its own. */
const valueLike = [
  /^[\d\s.,:/%()-]*\d[\d\s.,:/%()-]*$/,
  /^\d+([.,]\d+)?e[-+]?\d+$/i,
  /^\d{1,2}(:\d{2}){0,2}\s?[ap]m?$/i,
  new RegExp(`^(${monthStarts})\\p{L}*[-./ ]?\\d{1,4}$`, 'iu'),
  new RegExp(`^\\d{1,4}[-./ ]?(${monthStarts})\\p{L}*([-./ ]?\\d{1,4})?$`, 'iu'),
  /^(true|false|doğru|yanlış|истина|ложь)$/i,
];

/**
 * A card number or a station's identity in a file for a spreadsheet: `0012345678` must not become 12345678, nor `04E21234` a power of ten.
 * What a spreadsheet would change gets a tab in front: the cell is then text, and the tab is not seen.
 */
export function identityCell(identity: string | null): CsvCell {
  if (identity === null || !valueLike.some((pattern) => pattern.test(identity))) return textCell(identity);
  return quotedCell(`\t${identity}`);
}
