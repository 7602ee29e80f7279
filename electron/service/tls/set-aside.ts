import { mkdir, mkdtemp, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { isoTime } from '../domain/iso-time.ts';

const keyFile = /\.private\.pem$/;

/** Moves the files of an authority into a folder of their own beside where they were: whoever finds the way to read them has them still. */
export async function setAside(folder: string, now: EpochMs): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = (await readdir(folder)).filter((name) => keyFile.test(name));
  if (files.length === 0) return;
  // Windows has no colons in names.
  const old = await mkdtemp(join(folder, `old-${isoTime(now).replaceAll(':', '-')}-`));
  for (const name of files) await rename(join(folder, name), join(old, name));
}
