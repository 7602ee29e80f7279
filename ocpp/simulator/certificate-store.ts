import { createPrivateKey, type X509Certificate } from 'node:crypto';
import type { CertificateHash } from '../model/certificate.ts';
import type { Clock } from '../model/time.ts';
import type { Messages } from '../v16/messages.ts';
import {
  hashCertificate,
  isIssuedBy,
  isValidAt,
  readCertificates,
  requestCertificate,
  withoutLeadingZeros,
  type KeyKind,
} from './x509.ts';

type CertificateUse = Messages['InstallCertificate']['request']['certificateType'];

interface InstalledRoot {
  readonly use: CertificateUse;
  readonly certificate: X509Certificate;
}

/** CertificateStoreMaxLength. */
export const maxRoots = 10;
/** CertificateSignedMaxChainSize. */
export const maxChainLength = 10_000;

/** The certificates and keys a station holds. */
export class CertificateStore {
  readonly #clock: Clock;
  #roots: readonly InstalledRoot[] = [];
  #pendingKey: string | null = null;
  #own: { readonly cert: string; readonly key: string } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The station's own certificate chain and key in PEM; null before it was given one. */
  get own(): { readonly cert: string; readonly key: string } | null {
    return this.#own;
  }

  /** Roots of one use, in PEM. */
  roots(use: CertificateUse): readonly string[] {
    return this.#roots.filter((root) => root.use === use).map(({ certificate }) => certificate.toString());
  }

  /** A new key pair that waits for its certificate; returns the request for it, PKCS#10 in PEM. */
  async request(commonName: string, organization: string, kind: KeyKind): Promise<string> {
    const { csr, privateKey } = await requestCertificate({ commonName, organization }, kind);
    this.#pendingKey = privateKey;
    return csr;
  }

  /** Takes the certificate of the pending key over, or says why not (security whitepaper §5.1). */
  accept(chain: string, trusted: readonly string[]): 'Accepted' | 'tooLong' | 'unreadable' | 'notMine' | 'invalid' {
    const certificates = readCertificates(chain);
    const [leaf] = certificates ?? [];
    if (chain.length > maxChainLength) return 'tooLong';
    if (certificates === null || leaf === undefined) return 'unreadable';
    if (this.#pendingKey === null || !matchesKey(leaf, this.#pendingKey)) return 'notMine';
    if (!this.#isTrusted(certificates, trusted)) return 'invalid';
    this.#own = { cert: chain, key: this.#pendingKey };
    this.#pendingKey = null;
    return 'Accepted';
  }

  /** Whether a chain is whole, valid now, and ends at one of the roots, where there are any. */
  #isTrusted(chain: readonly X509Certificate[], roots: readonly string[]): boolean {
    const now = this.#clock.now();
    if (!chain.every((certificate) => isValidAt(certificate, now))) return false;
    const isWhole = chain.every((certificate, index) => {
      const issuer = chain[index + 1];
      return issuer === undefined || isIssuedBy(certificate, issuer);
    });
    const last = chain.at(-1);
    const anchors = roots.flatMap((root) => readCertificates(root) ?? []);
    return (
      isWhole &&
      last !== undefined &&
      (anchors.length === 0 || anchors.some((root) => root.raw.equals(last.raw) || isIssuedBy(last, root)))
    );
  }

  /** Whether a firmware signing certificate is good now; its manufacturer must be known where one is installed. */
  judgeSigner(pem: string): X509Certificate | null {
    const chain = readCertificates(pem);
    const [leaf] = chain ?? [];
    if (chain === null || leaf === undefined) return null;
    return this.#isTrusted(chain, this.roots('ManufacturerRootCertificate')) ? leaf : null;
  }

  install(use: CertificateUse, pem: string): 'Accepted' | 'Failed' | 'Rejected' {
    const [certificate, ...more] = readCertificates(pem) ?? [];
    if (certificate === undefined || more.length > 0) return 'Rejected';
    if (!isValidAt(certificate, this.#clock.now())) return 'Rejected';
    const others = this.#roots.filter((root) => root.use !== use || !root.certificate.raw.equals(certificate.raw));
    if (others.length >= maxRoots) return 'Rejected';
    this.#roots = [...others, { use, certificate }];
    return 'Accepted';
  }

  async list(use: CertificateUse, algorithm: CertificateHash['hashAlgorithm']): Promise<readonly CertificateHash[]> {
    const wanted = this.#roots.filter((root) => root.use === use);
    return Promise.all(wanted.map((root) => this.#hash(root, algorithm)));
  }

  async find(named: NamedCertificate): Promise<InstalledRoot | null> {
    const { hashAlgorithm } = named;
    if (!isHashAlgorithm(hashAlgorithm)) return null;
    for (const root of this.#roots) {
      if (isSame(await this.#hash(root, hashAlgorithm), named)) return root;
    }
    return null;
  }

  remove(root: InstalledRoot): void {
    this.#roots = this.#roots.filter((other) => other !== root);
  }

  #hash({ certificate }: InstalledRoot, algorithm: CertificateHash['hashAlgorithm']): Promise<CertificateHash> {
    const known = this.#roots.find(({ certificate: issuer }) => isIssuedBy(certificate, issuer));
    return hashCertificate(certificate, known?.certificate ?? certificate, algorithm);
  }
}

/** A certificate as a CALL names it. */
interface NamedCertificate {
  readonly hashAlgorithm: string;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}

const isHashAlgorithm = (word: string): word is CertificateHash['hashAlgorithm'] =>
  word === 'SHA256' || word === 'SHA384' || word === 'SHA512';

const isSame = (a: NamedCertificate, b: NamedCertificate): boolean =>
  a.issuerNameHash.toLowerCase() === b.issuerNameHash.toLowerCase() &&
  a.issuerKeyHash.toLowerCase() === b.issuerKeyHash.toLowerCase() &&
  withoutLeadingZeros(a.serialNumber) === withoutLeadingZeros(b.serialNumber);

function matchesKey(certificate: X509Certificate, privateKey: string): boolean {
  return certificate.checkPrivateKey(createPrivateKey(privateKey));
}
