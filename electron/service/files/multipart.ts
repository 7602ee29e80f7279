const crlf = '\r\n';
const maxHeaderBytes = 16_384;

/** What was sent as `multipart/form-data` cannot be read as such. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

/** The boundary of a `multipart/form-data` content type (RFC 7578); null for any other type. */
export function boundaryOf(contentType: string | undefined): string | null {
  const found = /^\s*multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(
    contentType ?? '',
  );
  return found?.[1] ?? found?.[2] ?? null;
}

/**
 * The content of the first file in a form, as it comes. Other fields are skipped. Throws `MultipartError` when there is no file, or when the
 * body ends within it.
 */
export async function* fileInForm(
  body: AsyncIterable<Buffer>,
  boundary: string,
  named: (fileName: string | null) => void,
): AsyncGenerator<Buffer> {
  const reader = new FormReader(body, boundary);
  for (;;) {
    await reader.skipContent();
    const headers = await reader.headers();
    if (headers === null) throw new MultipartError('The form holds no file');
    if (!isFile(headers)) continue;
    named(fileNameIn(headers));
    yield* reader.content();
    return;
  }
}

/** Reads a form front to back and never holds more of it than a header. */
class FormReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #delimiter: Buffer;
  /** The first delimiter has no line break before it where there is no preamble. */
  #waiting: Buffer = Buffer.from(crlf);

  constructor(body: AsyncIterable<Buffer>, boundary: string) {
    this.#chunks = body[Symbol.asyncIterator]();
    this.#delimiter = Buffer.from(`${crlf}--${boundary}`, 'latin1');
  }

  /** Everything up to the next delimiter; the delimiter is read as well. */
  async *content(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#waiting.indexOf(this.#delimiter);
      // The last bytes may be the beginning of a delimiter.
      const sure = at === -1 ? this.#waiting.length - this.#delimiter.length + 1 : at;
      if (sure > 0) yield this.#take(sure);
      if (at !== -1) {
        this.#take(this.#delimiter.length);
        return;
      }
      await this.#more();
    }
  }

  async skipContent(): Promise<void> {
    const content = this.content();
    while ((await content.next()).done !== true);
  }

  /** Of the part that begins here; null when the form ends here. */
  async headers(): Promise<string | null> {
    while (this.#waiting.length < 2) await this.#more();
    if (this.#waiting.subarray(0, 2).toString('latin1') === '--') return null;
    for (;;) {
      const at = this.#waiting.indexOf(crlf + crlf);
      if (at !== -1) return this.#take(at + 4).toString('utf8');
      if (this.#waiting.length > maxHeaderBytes) throw new MultipartError('The header of a part is too long');
      await this.#more();
    }
  }

  #take(length: number): Buffer {
    const taken = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.subarray(length);
    return taken;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new MultipartError('The form ends too early');
    this.#waiting = Buffer.concat([this.#waiting, next.value]);
  }
}

function isFile(headers: string): boolean {
  return /^content-disposition:.*\bfilename\*?=/im.test(headers) || /^content-type:/im.test(headers);
}

function fileNameIn(headers: string): string | null {
  const found = /^content-disposition:.*\bfilename=(?:"((?:[^"\\]|\\.)*)"|([^\s;]+))/im.exec(headers);
  return found?.[1] ?? found?.[2] ?? null;
}
