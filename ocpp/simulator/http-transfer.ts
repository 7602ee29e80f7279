import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { ConnectionOptions as TlsTrust } from 'node:tls';

/** How a station hands in a file. */
export interface UploadStyle {
  /** `form` posts `multipart/form-data`, the others the bare file. PUT by default. */
  readonly method?: 'PUT' | 'POST' | 'form' | undefined;
  /** Whether the location is a folder that the file name is appended to (OCPP 1.6 §6.17), which is so by default. */
  readonly toFolder?: boolean | undefined;
}

/** The server did not want the file, or has none. */
export class TransferRefused extends Error {
  constructor(statusCode: number) {
    super(`The server answered with HTTP status ${String(statusCode)}`);
    this.name = 'TransferRefused';
  }
}

/** Not an address a station can use: it knows HTTP and HTTPS. */
export class UnsupportedLocation extends Error {
  constructor(location: string) {
    super(`No way to ${location}`);
    this.name = 'UnsupportedLocation';
  }
}

const largestDownload = 256 * 1024 * 1024;
const transferTimeoutMs = 60_000;

/** Fetches a file, or rejects. */
export async function download(location: string, trust: TlsTrust): Promise<Buffer> {
  const response = await send(location, { method: 'GET' }, trust, null);
  return readBody(response, largestDownload);
}

/** Hands in a file, or rejects. */
export async function upload(
  location: string,
  fileName: string,
  content: Buffer,
  { method = 'PUT', toFolder = true }: UploadStyle,
  trust: TlsTrust,
): Promise<void> {
  const target = toFolder ? inFolder(location, fileName) : location;
  const { type, body } =
    method === 'form' ? asForm(fileName, content) : { type: 'application/octet-stream', body: content };
  const headers = { 'Content-Type': type, 'Content-Length': String(body.length) };
  const response = await send(target, { method: method === 'form' ? 'POST' : method, headers }, trust, body);
  await readBody(response, 65_536);
}

export function isHttp(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** Before the query, which may be what makes the address valid. */
function inFolder(location: string, fileName: string): string {
  const url = new URL(location);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${encodeURIComponent(fileName)}`;
  return url.href;
}

function asForm(fileName: string, content: Buffer): { readonly type: string; readonly body: Buffer } {
  const boundary = `----file-of-a-station-${String(content.length)}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

function send(
  location: string,
  options: RequestOptions,
  trust: TlsTrust,
  body: Buffer | null,
): Promise<IncomingMessage> {
  if (!isHttp(location)) return Promise.reject(new UnsupportedLocation(location));
  const isSecure = location.toLowerCase().startsWith('https:');
  return new Promise((resolve, reject) => {
    const request = isSecure
      ? requestSecure(location, { ...trust, ...options, timeout: transferTimeoutMs }, resolve)
      : requestPlain(location, { ...options, timeout: transferTimeoutMs }, resolve);
    request.once('error', reject);
    request.once('timeout', () => request.destroy(new Error('The transfer took too long')));
    request.end(body ?? undefined);
  });
}

async function readBody(response: IncomingMessage, limit: number): Promise<Buffer> {
  const { statusCode = 0 } = response;
  if (statusCode < 200 || statusCode > 299) {
    response.destroy();
    throw new TransferRefused(statusCode);
  }
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length > limit) throw new Error('The file is too big');
  }
  return Buffer.concat(pieces);
}
