import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SubjectAlternativeNameExtension, X509Certificate as Certificate } from './x509.ts';
import type { KeyAlgorithm } from '../../contract/security.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CertificateAuthority, IssuedCertificate } from '../domain/certificate-authority.ts';
import { readCertificateRequest } from './certificate-request.ts';
import { KeysMissingError, readKeyedCertificate, writeKeyedCertificate } from './keyed-certificates.ts';
import { makePrivateKey } from './keys.ts';
import {
  crossSign,
  type KeyedCertificate,
  makeClientCertificate,
  makeRoot,
  makeServerCertificate,
  type Root,
} from './make-certificates.ts';

const renewBeforeMs = 30 * 86_400_000;
const algorithms: readonly KeyAlgorithm[] = ['rsa', 'ecdsa'];

export interface AuthorityOptions {
  readonly folder: string;
  /** Where it is not there; else it is missing. */
  readonly mayMake: boolean;
  /** 32 bytes; null where the operating system offers no safe place for one. */
  readonly sealingKey: Uint8Array | null;
  /** Who runs the chargers; empty when not told. */
  readonly organization: string;
  readonly now: EpochMs;
}

/** What a TLS server shows for one kind of key; PEM. */
export interface ServerIdentity {
  readonly algorithm: KeyAlgorithm;
  /** The server's own first. */
  readonly certificateChain: string;
  readonly privateKey: string;
}

export interface RootFacts {
  readonly algorithm: KeyAlgorithm;
  readonly certificate: string;
  readonly subject: string;
  readonly notAfter: EpochMs;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
  readonly server: { readonly names: readonly string[]; readonly notAfter: EpochMs };
}

/** This site's own certificate authority: a root for each kind of key, and with each of them the certificate the server shows. */
export interface Authority extends CertificateAuthority {
  /** The roots; `server` is that of the last `serverIdentities`. */
  roots(): readonly RootFacts[];
  /** For these names, made or renewed where they have to be. */
  serverIdentities(names: readonly string[], now: EpochMs): Promise<readonly ServerIdentity[]>;
}

/**
 * Opens the authority of a folder, or makes it. Throws `KeysSealedError`, `KeysMissingError`, and `KeysDamagedError` for files that do not fit
 * together.
 */
export async function openAuthority(options: AuthorityOptions): Promise<Authority> {
  const { folder, sealingKey, organization } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const suffix = randomBytes(4).toString('hex').toUpperCase();
  const roots = { rsa: await rootOf('rsa'), ecdsa: await rootOf('ecdsa') };
  const crossed = {
    rsa: await crossSign(roots.ecdsa, roots.rsa, options.now),
    ecdsa: await crossSign(roots.rsa, roots.ecdsa, options.now),
  };
  const servers: Record<KeyAlgorithm, KeyedCertificate | null> = { rsa: null, ecdsa: null };

  async function rootOf(algorithm: KeyAlgorithm): Promise<Root> {
    const path = join(folder, `root-${algorithm}.private.pem`);
    const known = await readKeyedCertificate(path, sealingKey);
    if (known !== null) return { algorithm, ...known };
    if (!options.mayMake) throw new KeysMissingError(`${path} is missing`);
    const privateKey = await makePrivateKey(algorithm);
    // Two sites must not have roots of one name: a station that knows both would try the wrong key.
    const subject = { commonName: `Stansiya ${algorithm.toUpperCase()} ${suffix}`, organization };
    const certificate = await makeRoot({ algorithm, privateKey }, subject, options.now);
    await writeKeyedCertificate(path, { certificate, privateKey }, sealingKey);
    return { algorithm, certificate, privateKey };
  }

  async function serverOf(algorithm: KeyAlgorithm, names: readonly string[], now: EpochMs): Promise<KeyedCertificate> {
    const path = join(folder, `server-${algorithm}.private.pem`);
    const known = servers[algorithm] ?? (await readKeyedCertificate(path, sealingKey));
    if (known !== null && isFit(known.certificate, names, now) && isSignedBy(known.certificate, roots[algorithm]))
      return known;
    const privateKey = await makePrivateKey(algorithm);
    const certificate = await makeServerCertificate(roots[algorithm], privateKey, names, organization, now);
    await writeKeyedCertificate(path, { certificate, privateKey }, sealingKey);
    return { certificate, privateKey };
  }

  return {
    roots: () => algorithms.map((algorithm) => factsOf(roots[algorithm], servers[algorithm])),
    async serverIdentities(names, now) {
      const identities: ServerIdentity[] = [];
      for (const algorithm of algorithms) {
        const server = await serverOf(algorithm, names, now);
        servers[algorithm] = server;
        const certificateChain = `${server.certificate}${crossed[algorithm]}`;
        identities.push({ algorithm, certificateChain, privateKey: server.privateKey });
      }
      return identities;
    },
    readRequest: readCertificateRequest,
    async issue({ algorithm, publicKey }, subject, now) {
      return issued(algorithm, await makeClientCertificate(roots[algorithm], publicKey, subject, now));
    },
    isValid(certificate, now) {
      try {
        const read = new X509Certificate(certificate);
        const isInTime = Date.parse(read.validFrom) <= now && now < Date.parse(read.validTo);
        return isInTime && algorithms.some((algorithm) => isSignedBy(read.toString(), roots[algorithm]));
      } catch {
        return false;
      }
    },
    rootCertificate: (algorithm) => roots[algorithm].certificate,
  };
}

function isSignedBy(certificate: string, root: Root): boolean {
  const read = new X509Certificate(certificate);
  const issuer = new X509Certificate(root.certificate);
  return read.checkIssued(issuer) && read.verify(issuer.publicKey);
}

function isFit(certificate: string, names: readonly string[], now: EpochMs): boolean {
  const known = namesOf(certificate);
  const isSame = known.length === new Set(names).size && names.every((name) => known.includes(name));
  return isSame && Date.parse(new X509Certificate(certificate).validTo) - now > renewBeforeMs;
}

function namesOf(certificate: string): readonly string[] {
  const extension = new Certificate(certificate).getExtension(SubjectAlternativeNameExtension);
  return [...new Set(extension?.names.toJSON().map(({ value }) => value))];
}

function factsOf(root: Root, server: KeyedCertificate | null): RootFacts {
  const { subject, notAfter, fingerprint } = issued(root.algorithm, root.certificate);
  return {
    ...{ algorithm: root.algorithm, certificate: root.certificate, subject, notAfter, fingerprint },
    server:
      server === null
        ? { names: [], notAfter }
        : { names: namesOf(server.certificate), notAfter: Date.parse(new X509Certificate(server.certificate).validTo) },
  };
}

function issued(algorithm: KeyAlgorithm, certificate: string): IssuedCertificate {
  const { subject, serialNumber, validTo, raw } = new X509Certificate(certificate);
  return {
    algorithm,
    certificate,
    subject: subject.split('\n').join(', '),
    serialNumber: serialNumber.toLowerCase(),
    fingerprint: createHash('sha256').update(raw).digest('hex'),
    notAfter: Date.parse(validTo),
  };
}
