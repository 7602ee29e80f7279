import { describe, expect, it } from 'vitest';
import { csvLine, textCell, valueCell } from '../../../electron/service/reports/csv.ts';
import { identityCell } from '../../../electron/service/reports/identity-cell.ts';
import { readCsv } from './read-csv.ts';

const readBack = (csv: string): string => readCsv(`text\r\n${csv}\r\n`, ';').rows[0]?.['text'] ?? 'no row';

describe('text of people and chargers', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '=HYPERLINK("http://x","y")'])(
    'what a spreadsheet would run is disarmed: %j',
    (text) => {
      expect(readBack(textCell(text).csv)).toBe(`'${text}`);
    },
  );

  it.each(['Bakı; "Gənclik"', 'ə\r\nüç sətir', 'a=b', "O'Neil", ' ', 'naïve,csv', '"'])(
    'anything else comes back as it was: %j',
    (text) => {
      expect(readBack(textCell(text).csv)).toBe(text);
    },
  );

  it('a zero character is dropped, even in front of a formula', () => {
    expect(readBack(textCell('\0=1').csv)).toBe("'=1");
  });

  it('an unknown text is an empty cell', () => {
    expect(textCell(null).csv).toBe('""');
  });
});

it('a negative number with a decimal comma stays a number', () => {
  expect(csvLine([valueCell('-5,00'), textCell('-5,00')], ';')).toBe(`-5,00;"'-5,00"\r\n`);
});

describe('card numbers in a spreadsheet', () => {
  it.each([
    '0012345678',
    '12345678901234567890',
    '04E21234',
    '1e5',
    '12-34',
    '1/2',
    '10:30',
    '10 PM',
    'DEC12',
    '3-MAY-2026',
    'yan 5',
    '12 345',
    'TRUE',
  ])('%s is kept as text by a tab that nobody sees', (number) => {
    expect(identityCell(number).csv).toBe(`"\t${number}"`);
    expect(readBack(identityCell(number).csv).trim()).toBe(number);
  });

  it.each(['04A1B2C3', 'CARD001', 'KART-17', 'RFID:0012', 'DECATHLON', 'abc', 'F00D'])('%s needs no tab', (number) => {
    expect(identityCell(number).csv).toBe(`"${number}"`);
  });

  it('a hostile card number is disarmed', () => {
    expect(identityCell('=1+1').csv).toBe(`"'=1+1"`);
  });
});
