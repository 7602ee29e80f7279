import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Connection } from '../../../electron/service/store/connection.ts';

/** Every file of a folder with the hash of its content: what nothing may change. */
export async function contentsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.sort().map(
    async (file) =>
      [
        file,
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      ] as const,
  );
  return new Map(await Promise.all(hashes));
}

/** Runs SQL on a database file, creating it when it is not there. */
export async function runSql(path: string, sql: string): Promise<void> {
  const connection = await Connection.open(path, 'create');
  await connection.exec(sql);
  await connection.close();
}

/** One value of a database file. */
export async function queryOne(path: string, sql: string): Promise<unknown> {
  const connection = await Connection.open(path, 'readWrite');
  const [row] = await connection.all(sql);
  await connection.close();
  return row && Object.values(row)[0];
}
