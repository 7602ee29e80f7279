import type { SecurityProfile } from '../model/station.ts';
import type { CertificateStore } from './certificate-store.ts';

/** What a station is given for TLS, in PEM. */
export interface TlsMaterial {
  /** Roots it trusts; those of the machine without any. */
  readonly ca?: string | readonly string[] | undefined;
  /** Its own certificate, and the key to it. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** How a station writes an AuthorizationKey it was given into its credentials: the bytes that the digits stand for, or the text as it is. */
export type KeySpelling = 'bytes' | 'text';

export interface AccessOptions {
  readonly url: string;
  /** Where security profiles 2 and 3 connect to; made from `url` by default. */
  readonly secureUrl: string | undefined;
  readonly password: string | Uint8Array | null;
  readonly profile: SecurityProfile | undefined;
  readonly tls: TlsMaterial;
  readonly keySpelling: KeySpelling;
}

interface Trust {
  ca?: string[];
  cert?: string;
  key?: string;
}

/** How a station gets in: where to, and by which security profile (security whitepaper §2). */
export class Access {
  profile: SecurityProfile;
  password: string | Uint8Array | null;
  readonly #options: AccessOptions;
  readonly #certificates: CertificateStore;

  constructor(options: AccessOptions, certificates: CertificateStore) {
    this.#options = options;
    this.#certificates = certificates;
    this.password = options.password;
    this.profile = options.profile ?? impliedProfile(options);
  }

  /** Of the central system, without the identity. */
  get url(): string {
    const { url, secureUrl } = this.#options;
    return this.profile >= 2 ? (secureUrl ?? url.replace(/^ws:/i, 'wss:')) : url;
  }

  get keySpelling(): KeySpelling {
    return this.#options.keySpelling;
  }

  useKey(key: string): void {
    this.password = this.#options.keySpelling === 'bytes' ? Buffer.from(key, 'hex') : key;
  }

  headers(stationId: string): Record<string, string> {
    if (this.password === null || this.profile === 3) return {};
    const secret = Buffer.concat([Buffer.from(`${stationId}:`), Buffer.from(this.password)]);
    return { Authorization: `Basic ${secret.toString('base64')}` };
  }

  /** Whom it trusts. */
  trust(): Trust {
    const { ca = [] } = this.#options.tls;
    const roots = [
      ...(typeof ca === 'string' ? [ca] : ca),
      ...this.#certificates.roots('CentralSystemRootCertificate'),
    ];
    return roots.length > 0 ? { ca: roots } : {};
  }

  /** Whom it trusts, and who it says it is. */
  tls(): Trust {
    const own = this.#certificates.own ?? ownOf(this.#options.tls);
    return { ...this.trust(), ...(this.profile === 3 && own) };
  }

  /** Whether the station has what a security profile asks for; it is never lowered (security whitepaper §2.2, A00.FR.005). */
  mayRaiseTo(wanted: number): boolean {
    if (!Number.isInteger(wanted) || wanted <= this.profile || wanted > 3) return false;
    if (wanted <= 2 && this.password === null) return false;
    if (wanted >= 2 && this.trust().ca === undefined) return false;
    return wanted < 3 || this.#certificates.own !== null || ownOf(this.#options.tls) !== null;
  }
}

function ownOf({ cert, key }: TlsMaterial): { readonly cert: string; readonly key: string } | null {
  return cert === undefined || key === undefined ? null : { cert, key };
}

function impliedProfile({ url, password, tls }: AccessOptions): SecurityProfile {
  if (!/^wss:/i.test(url)) return password === null ? 0 : 1;
  return ownOf(tls) === null ? 2 : 3;
}
