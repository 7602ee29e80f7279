import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Connection } from './connection.ts';

/** Writes a consistent, compact copy of the database to `path`, which must not exist. Resolves when it is on disk. */
export async function backUp(writer: Connection, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.new`;
  await rm(draft, { force: true });
  try {
    await writer.run('VACUUM INTO ?', [draft]);
    await syncFile(draft);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
