import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from '../../contract/security.ts';
import type { CertificateRequest, RequestFault } from '../domain/certificate-authority.ts';
import { Pkcs10CertificateRequest, webcrypto } from './x509.ts';

/** Longest text that is looked at; the message allows 5500 characters (security whitepaper §5.11). */
const longestRequest = 5500;
const fewestRsaBits = 2048;
const mostRsaBits = 4096;
const goodCurves: ReadonlySet<string | undefined> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

/** Reads PKCS#10 in PEM. Never throws. */
export async function readCertificateRequest(csr: string): Promise<CertificateRequest | RequestFault> {
  if (csr.length > longestRequest) return 'unreadable';
  try {
    const request = new Pkcs10CertificateRequest(csr);
    const publicKey = Buffer.from(request.publicKey.rawData);
    const algorithm = algorithmOf(createPublicKey({ key: publicKey, format: 'der', type: 'spki' }));
    if (algorithm === null) return 'weakKey';
    if (!(await request.verify(webcrypto))) return 'badSignature';
    const field = (name: string): string => request.subjectName.getField(name)[0]?.trim() ?? '';
    return { algorithm, publicKey, commonName: field('CN'), organization: field('O') };
  } catch {
    return 'unreadable';
  }
}

/** Null for a key that is too weak, or so big that it is slow to check (security whitepaper A00.FR.508). */
function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyAlgorithm | null {
  if (asymmetricKeyType === 'ec') return goodCurves.has(asymmetricKeyDetails?.namedCurve) ? 'ecdsa' : null;
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  return asymmetricKeyType === 'rsa' && bits >= fewestRsaBits && bits <= mostRsaBits ? 'rsa' : null;
}
