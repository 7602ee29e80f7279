import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { KeyAlgorithm } from '../../contract/security.ts';

/** What the rules need of the authority that issues certificates to stations. */
export interface CertificateAuthority {
  /** Reads PKCS#10 in PEM and checks its signature. Never throws. */
  readRequest(csr: string): Promise<CertificateRequest | RequestFault>;
  issue(request: CertificateRequest, subject: CertificateSubject, now: EpochMs): Promise<IssuedCertificate>;
  /** Whether a certificate (DER) was signed by a root of ours and is valid now. Never throws. */
  isValid(certificate: Uint8Array, now: EpochMs): boolean;
  /** PEM. */
  rootCertificate(algorithm: KeyAlgorithm): string;
}

/** What a station asks a certificate for. */
export interface CertificateRequest extends CertificateSubject {
  readonly algorithm: KeyAlgorithm;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
}

/** Who a certificate is for. */
export interface CertificateSubject {
  readonly commonName: string;
  /** Empty for none. */
  readonly organization: string;
}

export type RequestFault = 'unreadable' | 'badSignature' | 'weakKey';

export interface IssuedCertificate {
  readonly algorithm: KeyAlgorithm;
  /** PEM. */
  readonly certificate: string;
  readonly subject: string;
  /** Hexadecimal, as is the fingerprint (SHA-256). */
  readonly serialNumber: string;
  readonly fingerprint: string;
  readonly notAfter: EpochMs;
}
