import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyAlgorithm } from '../../contract/security.ts';
import { webcrypto } from './x509.ts';

const generate = promisify(generateKeyPair);
/** More is too slow for small stations (OCPP-J 1.6 §6.2.1); less is not allowed (security whitepaper A00.FR.508). */
const rsaBits = 2048;
const curve = 'P-256';

/** How certificates of a root are signed. */
export const signatureOf = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ecdsa: { name: 'ECDSA', namedCurve: curve, hash: 'SHA-256' },
} as const satisfies Readonly<Record<KeyAlgorithm, object>>;

/** A new private key, PKCS#8 in PEM. */
export async function makePrivateKey(algorithm: KeyAlgorithm): Promise<string> {
  const { privateKey } =
    algorithm === 'rsa'
      ? await generate('rsa', { modulusLength: rsaBits })
      : await generate('ec', { namedCurve: curve });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half, SubjectPublicKeyInfo in DER. */
export function publicKeyOf(privateKey: string): Buffer {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
}

export function signingKey(privateKey: string, algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, signatureOf[algorithm], false, ['sign']);
}
