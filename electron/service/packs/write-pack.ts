import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { refuseDiskFault } from './disk-faults.ts';
import { type ManifestFile, manifestName, type PackFacts, sha256, writeManifest } from './manifest.ts';
import type { PackFile, PackJob } from './pack-job.ts';
import { agrees, type PackTotals } from './pack-totals.ts';

export interface PackOrder {
  /** An existing folder; the pack becomes a new one within. */
  readonly parent: string;
  readonly name: string;
  readonly jobs: readonly PackJob[];
  readonly expected: PackTotals;
  readonly facts: PackFacts;
  /** The sheet for people that lists the files and their hashes. */
  readonly cover: (files: readonly ManifestFile[], leftOut: readonly string[]) => Promise<PackFile>;
  readonly onProgress: (done: number) => void;
}

export interface WrittenPack {
  readonly folder: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly manifestSha256: string;
}

/**
 * Writes a pack beside its place and moves it there when every file is on the disk and says what the books say: there is a whole pack or none.
 * Throws `conflict` `folderMissing`, `diskFull`, `packUnequal`.
 */
export async function writePack(order: PackOrder): Promise<WrittenPack> {
  const unfinished = join(order.parent, `.${order.name}.part`);
  try {
    // What a power cut left of an earlier try.
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    const written = await fill(order, unfinished);
    return { ...written, folder: await moveToPlace(order, unfinished) };
  } catch (fault) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    return refuseDiskFault(fault);
  }
}

async function fill(order: PackOrder, folder: string): Promise<Omit<WrittenPack, 'folder'>> {
  const reports: ManifestFile[] = [];
  const leftOut = new Set<string>();
  for (const [index, job] of order.jobs.entries()) {
    order.onProgress(index);
    if (leftOut.has(job.folder)) continue;
    const file = await job.produce().catch(noPdfProgram);
    if (file === null) {
      leftOut.add(job.folder);
      continue;
    }
    await mkdir(join(folder, job.folder), { recursive: true });
    reports.push(await put(folder, `${job.folder}/${file.fileName}`, file.bytes, job, order.expected));
  }
  const cover = await order.cover(reports, [...leftOut]);
  const files = [await put(folder, cover.fileName, cover.bytes, null, order.expected), ...reports];
  const manifest = writeManifest({ ...order.facts, leftOut: [...leftOut], files });
  await writeDurably(join(folder, manifestName), manifest);
  order.onProgress(order.jobs.length);
  return {
    files: files.length + 1,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, manifest.length),
    manifestSha256: sha256(manifest),
  };
}

/** A PC without a shell or a browser makes no PDF; the rest of the pack it makes all the same. */
function noPdfProgram(fault: unknown): null {
  if (fault instanceof AppError && fault.details.reason === 'noPdfProgram') return null;
  throw fault;
}

/** What is hashed and added up is what the disk gives back, not what was meant to be written. */
async function put(
  folder: string,
  path: string,
  bytes: Uint8Array,
  job: PackJob | null,
  expected: PackTotals,
): Promise<ManifestFile> {
  await writeDurably(join(folder, path), bytes);
  const stored = await readFile(join(folder, path));
  const readBack = job?.readTotals?.(stored) ?? null;
  if (readBack !== null && !agrees(readBack, expected)) {
    throw new AppError('conflict', { reason: 'packUnequal', id: path });
  }
  return { path, sizeBytes: stored.length, sha256: sha256(stored), readBack };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Never over a pack that is there: the next one of a month gets a number. */
async function moveToPlace({ parent, name }: PackOrder, unfinished: string): Promise<string> {
  const taken = new Set(await readdir(parent));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${String(number)}`;
  const place = join(parent, free);
  await rename(unfinished, place);
  return place;
}
