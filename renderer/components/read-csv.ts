/**
 * The text of a CSV file. Spreadsheets save it in UTF-8, as "Unicode text" in UTF-16 with a byte order mark, or, by an older menu entry, in
 * the Windows code page: bytes that are no UTF-8 are the latter, in which Azerbaijani and Turkish are written. Null for any other file.
 */
export function csvText(bytes: ArrayBuffer): string | null {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const text = decoded(bytes);
  // A file without a byte order mark that is full of zeros is UTF-16 or no text at all.
  return text.includes('\0') ? null : text;
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1254').decode(bytes);
  }
}

/** A cell of a CSV file; a text that a spreadsheet would take for a formula stays a text. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As spreadsheets open it without asking: UTF-8 with a byte order mark. */
export function csvFile(fileName: string, rows: readonly (readonly string[])[]) {
  const text = rows.map((row) => row.map(csvCell).join(';')).join('\r\n');
  const bytes = new TextEncoder().encode(`\uFEFF${text}\r\n`);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { fileName, mediaType: 'text/csv', base64: btoa(binary) };
}
