import { createPrivateKey, X509Certificate } from 'node:crypto';
import { basename } from 'node:path';
import { isSealed, openKey, readIfThere, sealKey, writeOwnersFile } from './key-files.ts';
import type { KeyedCertificate } from './make-certificates.ts';

/** A file of the authority cannot be read as what it should be. */
export class KeysDamagedError extends Error {
  override readonly name = 'KeysDamagedError';
}

/** The authority was here, and its files are not. */
export class KeysMissingError extends Error {
  override readonly name = 'KeysMissingError';
}

const pemEnd = '-----END CERTIFICATE-----\n';

/**
 * A certificate and its key lie in one file, so that they always fit together. Null where there is none. A key that was not sealed yet is, where
 * it can be. Throws `KeysSealedError`, `KeysDamagedError`.
 */
export async function readKeyedCertificate(
  path: string,
  sealingKey: Uint8Array | null,
): Promise<KeyedCertificate | null> {
  const text = await readIfThere(path);
  if (text === null) return null;
  const split = text.indexOf(pemEnd) + pemEnd.length;
  const certificate = text.slice(0, split);
  const keyText = text.slice(split);
  const privateKey = openKey(keyText, basename(path), sealingKey);
  if (!fit(certificate, privateKey)) throw new KeysDamagedError(`${basename(path)} is damaged`);
  if (sealingKey !== null && !isSealed(keyText))
    await writeKeyedCertificate(path, { certificate, privateKey }, sealingKey);
  return { certificate, privateKey };
}

export function writeKeyedCertificate(
  path: string,
  { certificate, privateKey }: KeyedCertificate,
  sealingKey: Uint8Array | null,
): Promise<void> {
  return writeOwnersFile(path, `${certificate}${sealKey(privateKey, basename(path), sealingKey)}`);
}

function fit(certificate: string, privateKey: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}
