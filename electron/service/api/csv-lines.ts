import Papa from 'papaparse';

/** A line under the header. */
export interface CsvLine {
  /** Counts from 1, the header included. */
  readonly line: number;
  readonly cells: readonly string[];
  /** For people, who look for it in their file. */
  readonly text: string;
}

export interface CsvTable {
  readonly header: readonly string[];
  /** Without empty ones. */
  readonly lines: readonly CsvLine[];
}

const longestText = 200;

/** CSV as spreadsheets write it, with a byte order mark or without; the delimiter may be `;`, `,` or a tab. */
export function readCsv(csv: string): CsvTable {
  const text = csv.replace(/^\uFEFF/, '');
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const [header = [], ...rest] = data;
  const lines = rest.map((cells, index) => ({
    line: index + 2,
    cells,
    text: cells.join(';').slice(0, longestText),
  }));
  return { header, lines: lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')) };
}

/** The one the header uses most. */
function delimiterOf(csv: string): string {
  const [header = ''] = csv.split(/[\r\n]/, 1);
  const uses = [';', '\t', ','].map((sign) => ({ sign, count: header.split(sign).length }));
  return uses.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}
