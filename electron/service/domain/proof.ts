import type { Handshake, HandshakeRefusal } from '../../../ocpp/central-system.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { StationRecord } from '../store/store.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import type { PasswordCheck } from './passwords.ts';
import { sameAscii } from './same-text.ts';

export interface ProofDeps {
  readonly passwords: PasswordCheck;
  readonly failedAttempts: FailedAttempts;
  /** Null when the certificate (DER) is a valid one of ours for that station. */
  readonly refusalOfCertificate: (certificate: Uint8Array, stationId: string) => Promise<HandshakeRefusal | null>;
}

export type Proof =
  | {
      readonly kind: 'proven';
      readonly profile: SecurityProfile;
      /** Hash of the password it sent; null when none was looked at. */
      readonly passwordHash: string | null;
    }
  | { readonly kind: 'refused'; readonly refusal: HandshakeRefusal };

/**
 * Whether a station proves who it is as it must (security whitepaper §2). The highest profile it may come by counts; the refusal told is that
 * of the profile it must come by.
 */
export async function prove(deps: ProofDeps, handshake: Handshake, station: StationRecord): Promise<Proof> {
  const { securityProfile, otherProfile } = station;
  const profiles =
    otherProfile !== null && mayComeByOther(station, handshake.at)
      ? [securityProfile, otherProfile]
      : [securityProfile];
  let refused: Proof | null = null;
  for (const profile of [...profiles].sort((one, other) => other - one)) {
    const proof = await proveBy(deps, profile, handshake, station);
    if (proof.kind === 'proven') return proof;
    if (profile === securityProfile || refused === null) refused = proof;
  }
  return refused ?? refuse('wrongSecurityProfile');
}

/** Whether its other profile is taken as well at a moment. */
export function mayComeByOther({ otherProfile, otherProfileUntil }: StationRecord, at: EpochMs): boolean {
  return otherProfile !== null && (otherProfileUntil === null || at < otherProfileUntil);
}

async function proveBy(
  deps: ProofDeps,
  profile: SecurityProfile,
  handshake: Handshake,
  station: StationRecord,
): Promise<Proof> {
  switch (profile) {
    case 0:
      // Nothing is asked for; a password it was given and sends of itself shows that it has it.
      return { kind: 'proven', profile, passwordHash: await freelyShown(deps, handshake, station) };
    case 1:
    case 2:
      // A00.FR.002: by another profile than agreed it is refused, before its password is looked at.
      if (handshake.secure !== (profile === 2)) return refuse('wrongSecurityProfile');
      return proveByPassword(deps, profile, handshake, station);
    case 3:
      if (!handshake.secure) return refuse('wrongSecurityProfile');
      return proveByCertificate(deps, handshake, station);
    default:
      return assertNever(profile);
  }
}

async function proveByCertificate(deps: ProofDeps, handshake: Handshake, station: StationRecord): Promise<Proof> {
  if (handshake.clientCertificate === null) return refuse('clientCertificateMissing');
  const refusal = await deps.refusalOfCertificate(handshake.clientCertificate, station.stationId);
  return refusal === null ? { kind: 'proven', profile: 3, passwordHash: null } : refuse(refusal);
}

async function proveByPassword(
  deps: ProofDeps,
  profile: 1 | 2,
  handshake: Handshake,
  station: StationRecord,
): Promise<Proof> {
  const { credentials, remoteAddress } = handshake;
  // A00.FR.204: the user name is the identity.
  if (credentials === null || !sameAscii(credentials.user, station.stationId)) return refuse('wrongCredentials');
  const attempt = deps.failedAttempts.begin(`${remoteAddress} ${station.stationId}`);
  if (attempt === null) return refuse('tooManyAttempts');
  try {
    const match = await matchingHash(deps, credentials.password, remoteAddress, hashesOf(station));
    if (match === 'busy') {
      attempt.drop();
      return refuse('tooManyAttempts');
    }
    if (match.hash === null) {
      attempt.fail();
      return refuse('wrongCredentials');
    }
    attempt.succeed();
    return { kind: 'proven', profile, passwordHash: match.hash };
  } catch (fault) {
    attempt.drop();
    throw fault;
  }
}

async function freelyShown(
  deps: ProofDeps,
  { credentials, remoteAddress }: Handshake,
  station: StationRecord,
): Promise<string | null> {
  if (credentials === null || !sameAscii(credentials.user, station.stationId)) return null;
  const match = await matchingHash(deps, credentials.password, remoteAddress, station.nextPasswordHashes);
  return match === 'busy' ? null : match.hash;
}

async function matchingHash(
  deps: ProofDeps,
  password: Uint8Array,
  source: string,
  hashes: readonly string[],
): Promise<{ readonly hash: string | null } | 'busy'> {
  for (const hash of hashes) {
    const isRight = await deps.passwords.isRight(password, hash, source);
    if (isRight === null) return 'busy';
    if (isRight) return { hash };
  }
  return { hash: null };
}

/** The one it was told last is the one it most likely comes with. */
function hashesOf({ passwordHash, nextPasswordHashes }: StationRecord): readonly string[] {
  return [...nextPasswordHashes].reverse().concat(passwordHash === null ? [] : [passwordHash]);
}

function refuse(refusal: HandshakeRefusal): Proof {
  return { kind: 'refused', refusal };
}

/** What a station's coming by a profile and a password settles; empty when nothing. */
export function settledBy(
  station: StationRecord,
  { profile, passwordHash }: Proof & { readonly kind: 'proven' },
): Partial<StationRecord> {
  const { securityProfile, otherProfile } = station;
  const next = station.nextPasswordHashes;
  const isPasswordNew = passwordHash !== null && next.includes(passwordHash);
  const hasRisen = profile > securityProfile && profile === otherProfile;
  const needsOldNoMore = profile === securityProfile && otherProfile !== null && otherProfile < profile;
  return {
    // The old password is void from here on (security whitepaper A01.FR.03); what was told later may still be taken.
    ...(isPasswordNew ? { passwordHash, nextPasswordHashes: next.slice(next.indexOf(passwordHash) + 1) } : {}),
    ...(hasRisen ? { securityProfile: profile } : {}),
    ...(hasRisen || needsOldNoMore ? { otherProfile: null, otherProfileUntil: null } : {}),
  };
}
