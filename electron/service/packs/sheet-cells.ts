import { unzipSync } from 'fflate';

/** The cells of the first sheet of a workbook, row by row; a cell that is not there is empty. Numbers stay as they are written. */
export function sheetCells(bytes: Uint8Array): readonly (readonly string[])[] {
  const sheet = unzipSync(bytes, { filter: ({ name }) => name === 'xl/worksheets/sheet1.xml' })[
    'xl/worksheets/sheet1.xml'
  ];
  if (sheet === undefined) return [];
  const xml = Buffer.from(sheet).toString();
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) => cellsOf(row));
}

function cellsOf(row: string): readonly string[] {
  const cells: string[] = [];
  for (const [, place = '', content = ''] of row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(.*?)<\/c>/gs))
    cells[columnOf(place)] = /<(?:v|t)(?: [^>]*)?>(.*?)<\/(?:v|t)>/s.exec(content)?.[1] ?? '';
  return Array.from(cells, (cell: string | undefined) => unescaped(cell ?? ''));
}

/** A is 0, AA is 26. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
