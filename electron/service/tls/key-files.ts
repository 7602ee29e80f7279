import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A private key cannot be read here: it was sealed by another account or computer, or this run has no key to open it. */
export class KeysSealedError extends Error {
  override readonly name = 'KeysSealedError';
}

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const label = 'STANSIYA SEALED KEY';
const sealedText = new RegExp(`^-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+)-----END ${label}-----\\s*$`);
const ownerOnly = 0o600;
const ownersFolder = 0o700;

/** The text of a private key as it lies on disk: sealed by `sealingKey`, as it is without one. `name` binds it to its place. */
export function sealKey(privateKey: string, name: string, sealingKey: Uint8Array | null): string {
  if (sealingKey === null) return privateKey;
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, sealingKey, iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([sealing.update(privateKey, 'utf8'), sealing.final()]);
  const body = Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64');
  return `-----BEGIN ${label}-----\n${body.replaceAll(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
}

export const isSealed = (text: string): boolean => text.includes(`BEGIN ${label}`);

/** The private key again. Throws `KeysSealedError`. */
export function openKey(text: string, name: string, sealingKey: Uint8Array | null): string {
  const body = sealedText.exec(text)?.[1];
  if (body === undefined) return text;
  if (sealingKey === null) throw new KeysSealedError('The desktop program sealed the keys of encrypted connections');
  const bytes = Buffer.from(body, 'base64');
  try {
    const opening = createDecipheriv(cipher, sealingKey, bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return opening.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + opening.final('utf8');
  } catch (cause) {
    throw new KeysSealedError('Another account or computer sealed the keys of encrypted connections', { cause });
  }
}

/** Replaces a file at once, durably, readable for its owner alone. */
export async function writeOwnersFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: ownersFolder });
  const next = `${path}.new`;
  const file = await open(next, 'w', ownerOnly);
  try {
    await file.chmod(ownerOnly);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}

/** Null where there is no such file. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null;
    throw fault;
  }
}
