import { Buffer } from 'node:buffer';
import type { SignedValue } from '../../contract/signed-values.ts';
import type { ExportedFile } from '../../contract/views.ts';

export interface SignedSession {
  readonly sessionId: string;
  readonly transactionId: string;
  readonly values: readonly SignedValue[];
  /** Of the meter, as the station told it; null where it did not. Without it a person enters it by hand. */
  readonly publicKey: string | null;
}

/** The values as sent, nothing changed and nothing added but a line break between two of them. */
export function signedText({ sessionId, values }: SignedSession): ExportedFile {
  const isOcmf = values.every(({ kind }) => kind === 'OCMF');
  return file(`stansiya-session-${sessionId}-signed.${isOcmf ? 'ocmf' : 'txt'}`, 'text/plain', textOf(values));
}

/** The container of the transparency software of S.A.F.E. e.V., by which anybody can check the signatures. */
export function signedXml(session: SignedSession): ExportedFile {
  const lines = session.values.map((value) => valueElement(value, session));
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<values>\n${lines.join('')}</values>\n`;
  return file(`stansiya-session-${session.sessionId}-signed.xml`, 'application/xml', xml);
}

function textOf(values: readonly SignedValue[]): string {
  return values.map(({ text }) => text).join('\n');
}

function valueElement(
  { context, text, kind }: SignedValue,
  { transactionId, publicKey }: Pick<SignedSession, 'transactionId' | 'publicKey'>,
): string {
  const isPlain = !unwritable.test(text);
  const format = kind === 'OCMF' ? 'format="OCMF" ' : '';
  const data = isPlain ? escaped(text) : Buffer.from(text, 'utf8').toString('base64');
  const key =
    publicKey === null ? '' : `    <publicKey encoding="${keyEncoding(publicKey)}">${escaped(publicKey)}</publicKey>\n`;
  return (
    `  <value transactionId="${escaped(transactionId)}" context="${escaped(context)}">\n` +
    `    <signedData ${format}encoding="${isPlain ? 'plain' : 'base64'}">${data}</signedData>\n${key}  </value>\n`
  );
}

/** XML 1.0 has no way to write these. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** A parser makes of a bare carriage return a line feed. */
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"\r]/g, (letter) => references[letter] ?? letter);
}

function keyEncoding(publicKey: string): string {
  return /^(?:[0-9a-f]{2})+$/i.test(publicKey) ? 'hex' : 'base64';
}

function file(fileName: string, mediaType: string, text: string): ExportedFile {
  return { fileName, mediaType, base64: Buffer.from(text, 'utf8').toString('base64') };
}
