import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from './x509.ts';
import type { KeyAlgorithm } from '../../contract/security.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CertificateSubject } from '../domain/certificate-authority.ts';
import { publicKeyOf, signatureOf, signingKey } from './keys.ts';

const dayMs = 86_400_000;
/** Stations whose clock is a little behind must not refuse what was made just now. */
const backdatedMs = dayMs;
const lifeMs = {
  root: 10 * 365 * dayMs,
  /** Longer ones are refused by some TLS stacks. */
  server: 825 * dayMs,
  client: 2 * 365 * dayMs,
} as const;

/** An RSA key also opens what a client without Diffie-Hellman encrypts for it. */
const serverUsage: Readonly<Record<KeyAlgorithm, KeyUsageFlags>> = {
  rsa: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
  ecdsa: KeyUsageFlags.digitalSignature,
};

/** A certificate and its private key, both PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

export interface Root extends KeyedCertificate {
  readonly algorithm: KeyAlgorithm;
}

/** Signs its own certificate. */
export function makeRoot(root: Omit<Root, 'certificate'>, subject: CertificateSubject, now: EpochMs): Promise<string> {
  const own = nameOf(subject);
  return sign(root, own, { subject: own, publicKey: publicKeyOf(root.privateKey), life: 'root', now }, isAuthority());
}

/**
 * The certificate of another root of ours, signed by this one: a station that trusts either of the two can then follow the chain of both
 * server certificates, whichever its TLS stack chooses.
 */
export function crossSign(issuer: Root, other: Root, now: EpochMs): Promise<string> {
  const { subjectName, notAfter } = new X509Certificate(other.certificate);
  const publicKey = publicKeyOf(other.privateKey);
  const subject = { subject: subjectName.toJSON(), publicKey, life: 'root', now, notAfter } as const;
  return sign(issuer, issuerOf(issuer), subject, isAuthority());
}

/** For what stations dial; the first name is the certificate's own (security whitepaper A00.FR.511). */
export function makeServerCertificate(
  issuer: Root,
  privateKey: string,
  names: readonly string[],
  organization: string,
  now: EpochMs,
): Promise<string> {
  const subject = nameOf({ commonName: names[0] ?? 'localhost', organization });
  const wanted = { subject, publicKey: publicKeyOf(privateKey), life: 'server', now } as const;
  return sign(issuer, issuerOf(issuer), wanted, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(serverUsage[issuer.algorithm], true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(names.flatMap(alternativeNames)),
  ]);
}

/** For a station, whose key it never shows. */
export function makeClientCertificate(
  issuer: Root,
  publicKey: Uint8Array,
  subject: CertificateSubject,
  now: EpochMs,
): Promise<string> {
  return sign(issuer, issuerOf(issuer), { subject: nameOf(subject), publicKey, life: 'client', now }, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
  ]);
}

type Name = Record<string, string[]>[];

interface Wanted {
  readonly subject: Name;
  readonly publicKey: Uint8Array;
  readonly life: keyof typeof lifeMs;
  readonly now: EpochMs;
  readonly notAfter?: Date;
}

async function sign(issuer: Omit<Root, 'certificate'>, name: Name, wanted: Wanted, uses: Extension[]): Promise<string> {
  const certificate = await X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    issuer: name,
    subject: wanted.subject,
    notBefore: new Date(wanted.now - backdatedMs),
    notAfter: wanted.notAfter ?? new Date(wanted.now - backdatedMs + lifeMs[wanted.life]),
    signingAlgorithm: signatureOf[issuer.algorithm],
    publicKey: wanted.publicKey,
    signingKey: await signingKey(issuer.privateKey, issuer.algorithm),
    extensions: [
      ...uses,
      await SubjectKeyIdentifierExtension.create(wanted.publicKey),
      await AuthorityKeyIdentifierExtension.create(publicKeyOf(issuer.privateKey)),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

const isAuthority = (): Extension[] => [
  // One step below it may be the other root's key.
  new BasicConstraintsExtension(true, 1, true),
  new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
];

function issuerOf(issuer: Root): Name {
  return new X509Certificate(issuer.certificate).subjectName.toJSON();
}

function nameOf({ commonName, organization }: CertificateSubject): Name {
  return [{ CN: [commonName] }, ...(organization === '' ? [] : [{ O: [organization] }])];
}

/** Small TLS stacks compare an address with DNS names only. */
function alternativeNames(name: string): { type: 'dns' | 'ip'; value: string }[] {
  const asDns = { type: 'dns', value: name } as const;
  if (isIP(name) === 0) return [asDns];
  return isIP(name) === 4 ? [{ type: 'ip', value: name }, asDns] : [{ type: 'ip', value: name }];
}

/** 127 random bits, positive and never zero (RFC 5280 §4.1.2.2). */
function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
