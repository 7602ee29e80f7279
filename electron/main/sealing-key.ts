import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const keyBytes = 32;

/** Encrypts for this account of the operating system. */
export interface SecretKeeper {
  isAvailable(): Promise<boolean>;
  seal(text: string): Promise<Buffer>;
  /** `isOutdated`: it should be sealed anew. Rejects for what another account or computer sealed. */
  open(sealed: Buffer): Promise<{ readonly text: string; readonly isOutdated: boolean }>;
}

/** The key the service seals its private keys by, in Base64; null where the operating system keeps no secrets. Never rejects. */
export type SealingKeySource = () => Promise<string | null>;

/**
 * Makes the key once and keeps it, sealed, in a file. A file that cannot be opened is never replaced: what its key sealed would be lost with it.
 */
export function createSealingKey(path: string, keeper: SecretKeeper, log: (line: string) => void): SealingKeySource {
  let asked: Promise<string | null> | null = null;
  return () => {
    asked ??= readOrMake(path, keeper).catch((error: unknown) => {
      log(`The key that seals the certificates' keys could not be read or made: ${String(error)}`);
      return null;
    });
    return asked;
  };
}

async function readOrMake(path: string, keeper: SecretKeeper): Promise<string | null> {
  if (!(await keeper.isAvailable())) return null;
  const sealed = await readIfThere(path);
  if (sealed === null) {
    const key = randomBytes(keyBytes).toString('base64');
    await write(path, await keeper.seal(key));
    return key;
  }
  const { text, isOutdated } = await keeper.open(sealed);
  if (isOutdated) await write(path, await keeper.seal(text));
  return text;
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function write(path: string, sealed: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, sealed, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
