import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { columnSums } from '../../../electron/service/packs/column-sums.ts';
import { csvCells } from '../../../electron/service/packs/csv-cells.ts';
import { sheetCells } from '../../../electron/service/packs/sheet-cells.ts';

const columns = [
  { sum: 'energyWh', heading: 'Enerji, kWh', decimals: 3 },
  { sum: 'grossMinor', heading: 'Məbləğ', decimals: 2 },
] as const;

test('a CSV file is read back whatever its texts hold, and its figures are added up to the last qəpik', () => {
  const text = '\uFEFF"Ad";"Enerji, kWh";"Məbləğ"\r\n"a;""b""\r\nc";10,500;0,10\r\n"d";-0,001;-5,25\r\n"";;\r\n';
  const cells = csvCells(text, ';');
  expect(cells[1]).toEqual(['a;"b"\r\nc', '10,500', '0,10']);
  expect(columnSums(cells, columns)).toEqual({ energyWh: 10_499, grossMinor: -515 });
});

test('a workbook is read back by its places, empty cells included', () => {
  const row = (number: number, cells: string): string => `<row r="${String(number)}">${cells}</row>`;
  const words = (place: string, text: string): string =>
    `<c r="${place}" s="2" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  const xml =
    '<worksheet><sheetData>' +
    row(1, words('A1', 'Ad') + words('C1', 'Məbləğ')) +
    row(2, `${words('A2', 'x &amp; y')}<c r="C2" s="6"><v>0.1</v></c>`) +
    row(3, '<c r="C3" s="6"><v>0.2</v></c>') +
    '</sheetData></worksheet>';
  const cells = sheetCells(zipSync({ 'xl/worksheets/sheet1.xml': strToU8(xml) }));
  expect(cells).toEqual([
    ['Ad', '', 'Məbləğ'],
    ['x & y', '', '0.1'],
    ['', '', '0.2'],
  ]);
  expect(columnSums(cells, columns)).toEqual({ grossMinor: 30 });
});
