import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../contract/errors.ts';
import type { FileShelf } from './file-shelf.ts';

/** A file whose bytes are still coming. */
export class IncomingFile {
  readonly fileId: string;
  readonly #shelf: FileShelf;
  readonly #handle: FileHandle;
  readonly #maxBytes: number;
  readonly #hash: Hash = createHash('sha256');
  #received = 0;

  private constructor(shelf: FileShelf, fileId: string, handle: FileHandle, maxBytes: number) {
    this.#shelf = shelf;
    this.fileId = fileId;
    this.#handle = handle;
    this.#maxBytes = maxBytes;
  }

  static async open(shelf: FileShelf, fileId: string, maxBytes: number): Promise<IncomingFile> {
    const handle = await shelf.create(fileId).catch(diskFullOr);
    return new IncomingFile(shelf, fileId, handle, maxBytes);
  }

  get received(): number {
    return this.#received;
  }

  /** Throws `conflict` `fileTooBig`, `diskFull`. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#received + bytes.length > this.#maxBytes) throw new AppError('conflict', { reason: 'fileTooBig' });
    await this.#handle.writeFile(bytes).catch(diskFullOr);
    this.#hash.update(bytes);
    this.#received += bytes.length;
  }

  /** Puts it on disk; returns its SHA-256 in hexadecimal. */
  async finish(): Promise<string> {
    await this.#handle.sync().catch(diskFullOr);
    await this.#handle.close();
    return this.#hash.digest('hex');
  }

  /** Removes what has come. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await this.#shelf.remove(this.fileId);
  }
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function diskFullOr(fault: unknown): never {
  const code: unknown = fault instanceof Error ? Reflect.get(fault, 'code') : undefined;
  if (typeof code === 'string' && fullCodes.has(code)) throw new AppError('conflict', { reason: 'diskFull' });
  throw fault;
}
