import { z } from 'zod';
import { limit, nothing, offset, rowId, stationId } from './fields.ts';
import type { CommandResult, ExportedFile, IsoTime, Page } from './views.ts';

export type KeyAlgorithm = 'rsa' | 'ecdsa';

/** Why encrypted connections are not served; it is tried again by itself. */
export const tlsProblems = [
  /** Another program has the port. */
  'portInUse',
  /** The keys were encrypted by the desktop program of another account or computer, or this run is not the desktop's. */
  'keysSealed',
  /** The folder of the authority is empty, as where only the database came from a backup. */
  'keysMissing',
  'keysDamaged',
  'internal',
] as const;

export type TlsProblem = (typeof tlsProblems)[number];

/** The authority itself cannot be used: it takes its keys, or a new one. */
export const isKeyProblem = (problem: TlsProblem | null): boolean =>
  problem === 'keysSealed' || problem === 'keysMissing' || problem === 'keysDamaged';

/** How encrypted connections stand. */
export interface SecurityView {
  readonly tls: {
    readonly enabled: boolean;
    /** It is listening; false while enabled is told why in `problem`. */
    readonly listening: boolean;
    readonly port: number;
    /** `wss://…`, best first. */
    readonly urls: readonly string[];
    /** While it is turned off, only what keeps the keys from being used. */
    readonly problem: TlsProblem | null;
  };
  /** One root for each algorithm; empty until TLS is first set up. */
  readonly roots: readonly RootView[];
  /** Keys on disk are encrypted by the operating system's account; false: only file permissions keep them. */
  readonly keysEncrypted: boolean;
}

export interface RootView {
  readonly algorithm: KeyAlgorithm;
  readonly subject: string;
  readonly notAfter: IsoTime;
  /** SHA-256, hexadecimal. */
  readonly fingerprint: string;
  /** The certificate this service shows stations, issued by this root. */
  readonly server: { readonly names: readonly string[]; readonly notAfter: IsoTime };
}

/** A client certificate issued to a station. */
export interface CertificateView {
  readonly certificateId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly algorithm: KeyAlgorithm;
  readonly subject: string;
  readonly serialNumber: string;
  readonly fingerprint: string;
  readonly issuedAt: IsoTime;
  readonly notAfter: IsoTime;
  /** `issued`: not yet sent; `installed`: the station took it; `refused`: it did not. */
  readonly state: 'issued' | 'installed' | 'refused' | 'revoked';
  /** When it was last shown to us. */
  readonly usedAt: IsoTime | null;
}

/** Something a station reports of its own safety (security whitepaper §5.10). */
export interface SecurityEventView {
  readonly stationId: string;
  readonly stationName: string;
  readonly at: IsoTime;
  readonly type: string;
  readonly critical: boolean;
  readonly techInfo: string | null;
}

/** Where a change of password stands that a station was told over OCPP. */
export interface KeyRotationView {
  readonly stationId: string;
  /** `told`: taken, and not yet used; `done`: the station came back with it. */
  readonly state: 'told' | 'done' | 'refused' | 'failed';
  readonly at: IsoTime;
}

export const securityInputs = {
  'security.get': nothing,
  /** Makes the certificate authority where there never was one, and listens. Throws `conflict` `portInUse`, `keysUnusable`. */
  'security.turnOn': nothing,
  'security.turnOff': nothing,
  /**
   * Makes new roots and puts the old files aside; certificates of stations are void from then on. Throws `conflict` `tlsOn` while encrypted
   * connections are turned on and the keys can be used.
   */
  'security.makeAuthority': nothing,
  /** Root certificates for stations: PEM holds all of them, DER the one of `algorithm`. */
  'security.exportRoot': z.strictObject({
    format: z.enum(['pem', 'der']),
    algorithm: z.enum(['rsa', 'ecdsa']).optional(),
  }),
  /** Makes and sets a password of 20 random bytes; told this once, as 40 hexadecimal digits for the station's form. */
  'security.generateKey': z.strictObject({ stationId }),
  /** Gives a connected station a new password over OCPP (TC_073). Until it comes back with it the old one counts as well. */
  'security.rotateKey': z.strictObject({ stationId }),
  /**
   * Tells a station to use a higher security profile (TC_083). Throws `conflict` `profileNotHigher`, `profileUnsettled`, `noPassword`, `tlsOff`, `noCertificate`
   * when what it needs is not there.
   */
  'security.raiseProfile': z.strictObject({ stationId, profile: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
  /**
   * Which profile a station must use from now on, for one that is set up by hand; also to lower it. Throws `conflict` `noPassword`, `tlsOff`,
   * `noCertificate` when what it needs is not there.
   */
  'security.setProfile': z.strictObject({
    stationId,
    profile: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  }),
  'security.rotation': z.strictObject({ stationId }),
  'certificates.list': z.strictObject({ stationId: stationId.optional(), limit, offset }),
  /** It is refused from now on; a connection that uses it ends. */
  'certificates.revoke': z.strictObject({ certificateId: rowId }),
  'securityEvents.list': z.strictObject({ stationId: stationId.optional(), limit, offset }),
} as const;

export interface SecurityResults {
  'security.get': SecurityView;
  'security.turnOn': SecurityView;
  'security.turnOff': SecurityView;
  'security.makeAuthority': SecurityView;
  'security.exportRoot': ExportedFile;
  'security.generateKey': { readonly password: string };
  'security.rotateKey': CommandResult;
  'security.raiseProfile': CommandResult;
  'security.setProfile': null;
  'security.rotation': KeyRotationView | null;
  'certificates.list': Page<CertificateView>;
  'certificates.revoke': CertificateView;
  'securityEvents.list': Page<SecurityEventView>;
}

export interface SecurityEvents {
  'security.changed': SecurityView;
  'security.rotationChanged': KeyRotationView;
  'certificates.changed': CertificateView;
  'securityEvents.added': SecurityEventView;
}
