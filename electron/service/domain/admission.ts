import type {
  Handshake,
  HandshakeRefusal,
  HandshakeVerdict,
  StationConnectionInfo,
} from '../../../ocpp/central-system.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { StationRecord, Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import { type Proof, prove, type ProofDeps, settledBy } from './proof.ts';
import { tellRotation } from './rotations.ts';
import type { SettingsBook } from './settings.ts';
import { changeStation, findStation } from './station-change.ts';

/** Strangers that wait for the operator; a scanner on the network cannot fill the list without end. */
const mostPending = 100;
const longestIdentity = 48;

export interface AdmissionDeps extends ProofDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly settings: SettingsBook;
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
  const proof = await prove(deps, handshake, station);
  if (proof.kind === 'refused') return refuse(proof.refusal);
  if (proof.profile === 0 && isHeldElsewhere(deps, handshake, station)) return refuse('identityInUse');
  await settle(deps, handshake, station, proof);
  const isAdmitted = station.admission === 'accepted';
  return { kind: 'accept', stationId: station.stationId, ...(isAdmitted && { isAdmitted }) };
}

/**
 * One who proves nothing must not push away a station that is there (CWE-613). From its own address it is the same station dialling anew; a
 * connection that is dead is gone within a minute.
 */
function isHeldElsewhere({ live }: AdmissionDeps, { remoteAddress }: Handshake, { stationId }: StationRecord): boolean {
  const connection = live.station(stationId)?.connection ?? null;
  return connection !== null && connection.remoteAddress !== remoteAddress;
}

/** On disk before the station hears that it may come in: from then on what it came by before counts no more. */
async function settle(
  deps: AdmissionDeps,
  { at }: Handshake,
  station: StationRecord,
  proof: Proof & { readonly kind: 'proven' },
): Promise<void> {
  const { stationId } = station;
  if (Object.keys(settledBy(station, proof)).length === 0) return;
  await deps.store.write(async (unit) => {
    // The operator may have settled it otherwise while the proof was looked at.
    const change = settledBy(await findStation(unit, stationId), proof);
    await changeStation(unit, deps.announce, stationId, change);
    if (change.passwordHash === undefined) return;
    await tellRotation(unit, deps.announce, { stationId, state: 'done', at });
  });
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
