import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackCheck } from '../../contract/months.ts';
import type { MonthPackRecord } from '../store/book-records.ts';
import { type ManifestFile, manifestName, readManifest, sha256 } from './manifest.ts';

/** Reads every file of a pack again and compares it with what was written down when it was made. */
export async function verifyPack(pack: Pick<MonthPackRecord, 'folder' | 'manifestSha256'>): Promise<PackCheck> {
  const bytes = await readFile(join(pack.folder, manifestName)).catch(() => null);
  const manifest = bytes === null ? null : readManifest(bytes);
  if (bytes === null) return { manifest: 'missing', files: 0, faults: [] };
  const asMade = sha256(bytes) === pack.manifestSha256;
  const faults: PackCheck['faults'][number][] = [];
  for (const file of manifest?.files ?? []) {
    const fault = await faultOf(pack.folder, file);
    if (fault !== null) faults.push({ file: file.path, fault });
  }
  return { manifest: asMade ? 'asMade' : 'changed', files: manifest?.files.length ?? 0, faults };
}

async function faultOf(folder: string, file: ManifestFile): Promise<'changed' | 'missing' | null> {
  // A manifest that was tampered with names no file outside of its pack.
  if (file.path.split(/[\\/]/).includes('..')) return 'missing';
  const bytes = await readFile(join(folder, file.path)).catch(() => null);
  if (bytes === null) return 'missing';
  return sha256(bytes) === file.sha256 ? null : 'changed';
}
