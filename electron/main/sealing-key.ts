import { safeStorage } from 'electron';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const keyBytes = 32;

/** The key the service seals its private keys by, in Base64; null where the operating system keeps no secrets. Never rejects. */
export type SealingKeySource = () => Promise<string | null>;

/**
 * Makes the key once and keeps it in a file that the operating system encrypts for this account. A file that cannot be opened is never replaced:
 * what its key sealed would be lost with it.
 */
export function createSealingKey(path: string, log: (line: string) => void): SealingKeySource {
  let asked: Promise<string | null> | null = null;
  return () => {
    asked ??= readOrMake(path).catch((error: unknown) => {
      log(`The key that seals the certificates' keys could not be read or made: ${String(error)}`);
      return null;
    });
    return asked;
  };
}

async function readOrMake(path: string): Promise<string | null> {
  if (!(await keepsSecrets())) return null;
  const sealed = await readIfThere(path);
  if (sealed === null) {
    const key = randomBytes(keyBytes).toString('base64');
    await write(path, key);
    return key;
  }
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
  if (shouldReEncrypt) await write(path, result);
  return result;
}

/** On Linux without a keyring the "encryption" is a password everybody knows (electronjs.org/docs/latest/api/safe-storage). */
async function keepsSecrets(): Promise<boolean> {
  // Electron 25, for development on Linux, can neither do it without blocking nor say where it keeps the secret.
  if (!('isAsyncEncryptionAvailable' in safeStorage)) return false;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function write(path: string, key: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, await safeStorage.encryptStringAsync(key), { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
