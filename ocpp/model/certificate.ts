/** What a certificate installed in a station is for, in the words of 2.0.1 (security whitepaper §6.4). */
export type CertificateUse = 'CSMSRootCertificate' | 'ManufacturerRootCertificate';

/** How a station names a certificate it holds (security whitepaper §6.1). Hashes and serial number in hexadecimal. */
export interface CertificateHash {
  readonly hashAlgorithm: 'SHA256' | 'SHA384' | 'SHA512';
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}
