import type { SecurityProfile } from '../../ocpp/model/station.ts';
import type { CertificateView, SecurityView } from '../../electron/contract/security.ts';
import type { StationView } from '../../electron/contract/views.ts';

/** What has to be there before a station can use a security profile (security whitepaper §2.2). */
export type Need = 'password' | 'tls' | 'root' | 'certificate';

/** `unknown`: it cannot be told from here, or has not been asked for. */
export type NeedState = 'there' | 'missing' | 'unknown';

const needsOf: Readonly<Record<SecurityProfile, readonly Need[]>> = {
  0: [],
  1: ['password'],
  2: ['password', 'tls', 'root'],
  3: ['tls', 'root', 'certificate'],
};

export interface Known {
  readonly station: StationView;
  readonly security: SecurityView | null;
  /** It took a password over the connection and has not used it yet. */
  readonly passwordTold: boolean;
  readonly certificates: readonly CertificateView[];
  /** Whether the station trusts a root for servers; null when it was not asked. */
  readonly rootInstalled: boolean | null;
}

const found = (isThere: boolean | null): NeedState => (isThere === null ? 'unknown' : isThere ? 'there' : 'missing');

export function needStates(profile: SecurityProfile, known: Known): readonly { need: Need; state: NeedState }[] {
  const states: Readonly<Record<Need, NeedState>> = {
    password: found(known.station.passwordSet || known.passwordTold),
    tls: found(known.security?.tls.listening ?? null),
    // A station that is connected by TLS trusts our root.
    root: found(known.station.secure || known.rootInstalled),
    certificate: found(known.certificates.some(({ state }) => state === 'installed')),
  };
  return needsOf[profile].map((need) => ({ need, state: states[need] }));
}

export const higherProfiles = (profile: SecurityProfile): readonly (1 | 2 | 3)[] =>
  ([1, 2, 3] as const).filter((higher) => higher > profile);
