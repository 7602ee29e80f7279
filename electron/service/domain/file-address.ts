import { createHash, randomBytes } from 'node:crypto';

/** First segment of the path of every address files are fetched from or sent to. */
export const filesPath = '/files/';

/** 128 random bits: no station can guess the address of another one's file. */
export function newFileToken(): string {
  return randomBytes(16).toString('base64url');
}

/** What is kept of a token. */
export function hashFileToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Where a file is fetched from. Stations look at the ending of the name, and many stumble over anything but plain letters. */
export function downloadUrl(base: string, token: string, fileName: string): string {
  return `${base}${filesPath}${token}/${plainName(fileName)}`;
}

/** The folder a station puts a file into, by a name of its own choosing (OCPP 1.6 §5.9). */
export function uploadUrl(base: string, token: string): string {
  return `${base}${filesPath}${token}/`;
}

function plainName(fileName: string): string {
  const plain = fileName.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+/, '');
  return plain === '' ? 'firmware' : plain.slice(-60);
}
