import { webcrypto, X509Certificate } from 'node:crypto';
import type * as X509 from '@peculiar/x509';
import type { CertificateHash } from '../model/certificate.ts';

type Library = typeof X509;

let loading: Promise<Library> | null = null;

/** Loaded when it is first needed: most stations never see a certificate. */
function library(): Promise<Library> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Library> {
  await import('reflect-metadata/lite');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

export type KeyKind = 'ecdsa' | 'rsa';

const algorithms = {
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const;

export interface CertificateRequest {
  readonly csr: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
}

/** A new key pair and the request for a certificate of it (security whitepaper §5.11). */
export async function requestCertificate(
  subject: { readonly commonName: string; readonly organization: string },
  kind: KeyKind,
): Promise<CertificateRequest> {
  const x509 = await library();
  const algorithm = algorithms[kind];
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const name: X509.JsonName = [
    { CN: [subject.commonName] },
    ...(subject.organization === '' ? [] : [{ O: [subject.organization] }]),
  ];
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ name, keys, signingAlgorithm: algorithm });
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { csr: request.toString('pem'), privateKey: x509.PemConverter.encode(privateKey, 'PRIVATE KEY') };
}

/** The certificates of a PEM text in order, or null when one of them is none. */
export function readCertificates(pem: string): readonly X509Certificate[] | null {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return null;
  }
}

/** Clocks of stations and authorities differ, so a certificate counts a day before it begins. */
export const isValidAt = ({ validFrom, validTo }: X509Certificate, at: number): boolean =>
  at >= Date.parse(validFrom) - dayMs && at <= Date.parse(validTo);

const dayMs = 86_400_000;

/** Whether `issuer` made `certificate`. */
export const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

const digests = { SHA256: 'SHA-256', SHA384: 'SHA-384', SHA512: 'SHA-512' } as const;

/**
 * How a certificate is named (security whitepaper §6.1, as OCSP does, RFC 6960 §4.1.1): hashes over the issuer's name and the bits of the
 * issuer's public key. `issuer` is the certificate itself for a root.
 */
export async function hashCertificate(
  certificate: X509Certificate,
  issuer: X509Certificate,
  hashAlgorithm: CertificateHash['hashAlgorithm'],
): Promise<CertificateHash> {
  const x509 = await library();
  const issuerName = new x509.X509Certificate(certificate.raw).issuerName.toArrayBuffer();
  const issuerKey = new x509.PublicKey(issuer.publicKey.export({ type: 'spki', format: 'der' }));
  return {
    hashAlgorithm,
    issuerNameHash: hex(await webcrypto.subtle.digest(digests[hashAlgorithm], issuerName)),
    issuerKeyHash: hex(await issuerKey.getKeyIdentifier(digests[hashAlgorithm])),
    serialNumber: withoutLeadingZeros(certificate.serialNumber),
  };
}

const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

export const withoutLeadingZeros = (hex: string): string => hex.toLowerCase().replace(/^0+(?=.)/, '');
