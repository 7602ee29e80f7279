import type {
  Handshake,
  HandshakeRefusal,
  HandshakeVerdict,
  StationConnectionInfo,
} from '../../../ocpp/central-system.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { StationRecord, Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { FailedAttempts } from './failed-attempts.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import type { PasswordCheck } from './passwords.ts';
import { sameAscii } from './same-text.ts';
import type { SettingsBook } from './settings.ts';

/** Strangers that wait for the operator; a scanner on the network cannot fill the list without end. */
const mostPending = 100;
const longestIdentity = 48;

export interface AdmissionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly passwords: PasswordCheck;
  readonly failedAttempts: FailedAttempts;
  readonly announce: Announce;
  readonly log: Log;
}

/** Who may connect. */
export interface Admissions {
  admit(handshake: Handshake): Promise<HandshakeVerdict>;
  /** Keeps where a station connected from and what it speaks. Best effort. */
  noteConnection(connection: StationConnectionInfo): void;
  /** Keeps when a station was last heard of. Best effort. */
  noteSeen(stationId: string): void;
}

export function createAdmissions(deps: AdmissionDeps): Admissions {
  const { live, store } = deps;

  async function admit(handshake: Handshake): Promise<HandshakeVerdict> {
    if (!isIdentity(handshake.stationId)) return refuse('badIdentity');
    if (store.fault !== null) return refuse('storageFault');
    const known = live.station(handshake.stationId)?.record ?? null;
    return known === null ? admitStranger(deps, handshake) : admitKnown(deps, handshake, known);
  }

  /** The station is looked up again in the unit: it may be gone by then. */
  function note(stationId: string, change: Partial<Pick<StationRecord, 'protocol' | 'remoteAddress'>>): void {
    const lastSeenAt = live.station(stationId)?.lastSeenAt ?? deps.clock.now();
    const write = store.write(async (unit) => {
      const known = await unit.stations.find(stationId);
      if (known === null) return;
      const station = { ...known, ...change, lastSeenAt };
      await unit.stations.update(known.stationId, { ...change, lastSeenAt });
      unit.afterCommit(() => {
        deps.announce({ type: 'station', station });
      });
    });
    write.catch((fault: unknown) => {
      deps.log.warn('a connection was not noted', { stationId, fault });
    });
  }

  return {
    async admit(handshake) {
      try {
        return await admit(handshake);
      } catch (fault) {
        deps.log.error('a connection could not be admitted', { stationId: handshake.stationId, fault });
        return refuse('storageFault');
      }
    },
    noteConnection({ stationId, version, remoteAddress }) {
      note(stationId, { protocol: version, remoteAddress });
    },
    noteSeen(stationId) {
      note(stationId, {});
    },
  };
}

function refuse(refusal: HandshakeRefusal): HandshakeVerdict {
  return { kind: 'refuse', refusal };
}

function isIdentity(stationId: string): boolean {
  const hasControls = /\p{C}/u.test(stationId);
  return stationId.length > 0 && stationId.length <= longestIdentity && !hasControls;
}

async function admitKnown(
  deps: AdmissionDeps,
  handshake: Handshake,
  station: StationRecord,
): Promise<HandshakeVerdict> {
  if (station.admission === 'rejected') return refuse('rejectedStation');
  if (station.passwordHash !== null && !(await hasPassword(deps, handshake, station, station.passwordHash))) {
    return refuse('wrongCredentials');
  }
  return { kind: 'accept', stationId: station.stationId };
}

async function hasPassword(
  deps: AdmissionDeps,
  { credentials, remoteAddress }: Handshake,
  { stationId }: StationRecord,
  hash: string,
): Promise<boolean> {
  const subject = `${remoteAddress} ${stationId}`;
  // OCPP security whitepaper A00.FR.204: the user name is the identity.
  if (credentials === null || !sameAscii(credentials.user, stationId)) return false;
  if (deps.failedAttempts.isPaused(subject)) return false;
  const isRight = await deps.passwords.isRight(credentials.password, hash);
  if (isRight) deps.failedAttempts.succeed(subject);
  else deps.failedAttempts.fail(subject);
  return isRight;
}

async function admitStranger(deps: AdmissionDeps, handshake: Handshake): Promise<HandshakeVerdict> {
  const { stationId, at, remoteAddress } = handshake;
  const { acceptUnknown } = deps.settings.current();
  const pending = deps.live.stations().filter((station) => station.record.admission === 'pending');
  if (!acceptUnknown && pending.length >= mostPending) return refuse('unknownStation');
  const admission = acceptUnknown ? 'accepted' : 'pending';
  const written = await deps.store.write(async (unit) => {
    const known = await unit.stations.find(stationId);
    if (known !== null) return known;
    const station = { ...newStation(stationId, at), admission, remoteAddress, lastSeenAt: at, evses: [] } as const;
    await unit.stations.insert(station);
    unit.afterCommit(() => {
      deps.announce({ type: 'station', station });
    });
    return station;
  });
  // Somebody else may have written it down in between, with a password or a refusal.
  return admitKnown(deps, handshake, written);
}

/** A station nothing is known of yet. */
export function newStation(stationId: string, createdAt: number): Omit<StationRecord, 'evses'> {
  return {
    stationId,
    name: '',
    admission: 'pending',
    protocol: null,
    remoteAddress: null,
    createdAt,
    lastSeenAt: null,
    lastBootAt: null,
    passwordHash: null,
    nextPasswordHashes: [],
    securityProfile: 0,
    otherProfile: null,
    otherProfileUntil: null,
    freeVending: [],
    registersInKwh: false,
    vendor: null,
    model: null,
    serialNumber: null,
    firmwareVersion: null,
    meterType: null,
    meterSerialNumber: null,
    iccid: null,
    imsi: null,
  };
}
