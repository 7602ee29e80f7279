import { X509Certificate } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

/** What the server shows to stations that connect over TLS, all of it PEM. */
export interface TlsCredentials {
  /**
   * At least one, in order of preference: a station is shown the first it can check. RSA and ECDSA beside each other serve every station
   * (security whitepaper A00.FR.317).
   */
  readonly identities: readonly TlsIdentity[];
  /**
   * Authorities of the certificates stations may show, named to them so that they choose the right one. Whatever is shown is left to
   * `CentralSystem.admit` to judge; TLS only proves that the station has its key.
   */
  readonly clientAuthorities: readonly string[];
}

export interface TlsIdentity {
  /** The server's own certificate first; the root may be left out. */
  readonly certificateChain: string;
  readonly privateKey: string;
}

/** Kinds of keys a station can check a signature of. */
export type KeyKind = 'rsa' | 'ecdsa';

export function keyKindOf({ certificateChain }: TlsIdentity): KeyKind {
  return new X509Certificate(certificateChain).publicKey.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa';
}

/**
 * Those of TLS 1.3, the four the security whitepaper asks of a server (A00.FR.315), their kin with ChaCha20, and at the end what small
 * stations of the first years know.
 */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-SHA256',
  'ECDHE-RSA-AES128-SHA256',
];

/** Node never compresses what it encrypts. */
export function contextOptions(identity: TlsIdentity, clientAuthorities: readonly string[]): SecureContextOptions {
  return {
    cert: identity.certificateChain,
    key: identity.privateKey,
    ...(clientAuthorities.length > 0 && { ca: [...clientAuthorities] }),
    minVersion: 'TLSv1.2',
    ciphers: ciphers.join(':'),
    honorCipherOrder: true,
  };
}
