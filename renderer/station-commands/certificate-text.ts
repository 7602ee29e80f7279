import type { CertificateHash } from '../../ocpp/model/certificate.ts';

const algorithms = ['SHA256', 'SHA384', 'SHA512'] as const;

/** A certificate's hashes as one line, to be chosen from a list. */
export const certificateText = (hash: CertificateHash): string =>
  [hash.hashAlgorithm, hash.issuerNameHash, hash.issuerKeyHash, hash.serialNumber].join(' ');

/** Reads what `certificateText` wrote; null for anything else. */
export function readCertificateHash(text: string): CertificateHash | null {
  const [algorithm, issuerNameHash, issuerKeyHash, serialNumber] = text.split(' ');
  const hashAlgorithm = algorithms.find((known) => known === algorithm);
  if (hashAlgorithm === undefined || !issuerNameHash || !issuerKeyHash || !serialNumber) return null;
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber };
}
