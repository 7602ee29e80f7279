import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { finished } from 'node:stream/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Packed already: to pack them again would only cost time. */
const isPacked = /\.(?:xlsx|pdf|zip)$/;

/** Packs a folder into one ZIP file, a piece at a time, and moves it to its place when it is whole. */
export async function zipFolder(folder: string, zipPath: string): Promise<void> {
  const unfinished = `${zipPath}.part`;
  const out = createWriteStream(unfinished);
  const written = finished(out);
  // Looked at where it is waited for; a fault before that must not end the service.
  written.catch(() => undefined);
  try {
    const zip = new Zip();
    let drained: Promise<unknown> = Promise.resolve();
    zip.ondata = (fault, piece, isLast) => {
      if (fault) out.destroy(fault);
      else if (!out.write(piece)) drained = Promise.race([once(out, 'drain'), written]);
      if (isLast) out.end();
    };
    for (const path of await filesIn(folder)) {
      const name = `${basename(folder)}/${relative(folder, path).split(sep).join('/')}`;
      const entry = isPacked.test(path) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      zip.add(entry);
      for await (const piece of createReadStream(path)) {
        entry.push(bytesOf(piece));
        await drained;
      }
      entry.push(new Uint8Array(0), true);
    }
    zip.end();
    await written;
    await rename(unfinished, zipPath);
  } catch (fault) {
    out.destroy();
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw fault;
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function bytesOf(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new Error('A file gave something else than bytes');
}
