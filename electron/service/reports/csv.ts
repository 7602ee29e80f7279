/** A cell as it stands in the file. */
export interface CsvCell {
  readonly csv: string;
}

/** Excel, LibreOffice and Google Sheets run a cell that begins like this as a formula (OWASP CSV injection, ASVS 5 §1.2.10). */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** Nearly no text has any of it, and is then written as it is. */
const needsCare = /^[=+\-@\t\r\n＝＋－＠]|["\0]/;

/** Words of people and of chargers. Always quoted; what would run as a formula gets an apostrophe in front. */
export function textCell(text: string | null): CsvCell {
  if (text === null || !needsCare.test(text)) return { csv: `"${text ?? ''}"` };
  const clean = text.replaceAll('\0', '');
  return quotedCell(formulaStart.test(clean) ? `'${clean}` : clean);
}

/** The text as it is, in quotation marks. */
export function quotedCell(text: string): CsvCell {
  return { csv: `"${text.replaceAll('"', '""')}"` };
}

/** A number or a date that we wrote ourselves: never quoted and never guarded, so that -5,00 stays a number. */
export function valueCell(text: string): CsvCell {
  return { csv: text };
}

export const emptyCell: CsvCell = valueCell('');

/** One line, its end included (RFC 4180). */
export function csvLine(cells: readonly CsvCell[], delimiter: ',' | ';'): string {
  return `${cells.map(({ csv }) => csv).join(delimiter)}\r\n`;
}
