import type { ReadStream } from 'node:fs';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder the contents of files lie in, each named by the number of its row: nothing a station says becomes part of a path. */
export interface FileShelf {
  create(fileId: string): Promise<FileHandle>;
  /** Null when it is not there. */
  sizeOf(fileId: string): Promise<number | null>;
  /** `end` is the last byte to be read. */
  stream(fileId: string, start: number, end: number): ReadStream;
  /** At most `length` bytes from `offset` on. */
  read(fileId: string, offset: number, length: number): Promise<Uint8Array>;
  /** One that is not there is removed already. */
  remove(fileId: string): Promise<void>;
  /** Removes whatever is not one of these. */
  keepOnly(fileIds: readonly string[]): Promise<void>;
  freeBytes(): Promise<number>;
}

/** Makes the folder when it is not there. */
export async function openFileShelf(folder: string): Promise<FileShelf> {
  await mkdir(folder, { recursive: true });
  const pathOf = (fileId: string): string => {
    if (!/^[1-9][0-9]*$/.test(fileId)) throw new Error(`"${fileId}" is no number of a file`);
    return join(folder, fileId);
  };
  return {
    create: (fileId) => open(pathOf(fileId), 'wx'),
    async sizeOf(fileId) {
      const found = await stat(pathOf(fileId)).catch(() => null);
      return found?.size ?? null;
    },
    stream: (fileId, start, end) => createReadStream(pathOf(fileId), { start, end }),
    async read(fileId, offset, length) {
      const file = await open(pathOf(fileId), 'r');
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    remove: (fileId) => rm(pathOf(fileId), { force: true }),
    async keepOnly(fileIds) {
      const known = new Set(fileIds);
      const strays = (await readdir(folder)).filter((name) => !known.has(name));
      for (const name of strays) await rm(join(folder, name), { recursive: true, force: true });
    },
    async freeBytes() {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
