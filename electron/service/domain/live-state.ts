import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { StationConnectionInfo } from '../../../ocpp/central-system.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { EvseRating } from '../../contract/views.ts';
import type { EvseRatingRecord } from '../store/tariff-records.ts';
import type { EvseRecord, SessionRecord, StationRecord } from '../store/store.ts';
import type { Change } from './changes.ts';
import { foldAscii } from './same-text.ts';

/** A running session, with what only the latest reading tells. */
export interface LiveSession {
  readonly session: SessionRecord;
  readonly stateOfChargePercent: number | null;
}

/** A station as it is now. Replaced as a whole with every change. */
export interface LiveStation {
  readonly record: StationRecord;
  readonly connection: StationConnectionInfo | null;
  /** Since when there is no connection; the start of the service where there was none since. */
  readonly offlineSince: EpochMs | null;
  /** Last sign of life. */
  readonly lastSeenAt: EpochMs | null;
  /** When we heard of each EVSE's status; nothing for what was known before the service started. */
  readonly statusReceivedAt: ReadonlyMap<number, EpochMs>;
  /** Since when each EVSE says so without a change, as we heard it. */
  readonly statusSince: ReadonlyMap<number, EpochMs>;
  /** What its EVSEs can deliver, by EVSE; nothing where nobody said. */
  readonly ratings: ReadonlyMap<number, EvseRating>;
  /** Running sessions, by id. */
  readonly sessions: ReadonlyMap<string, LiveSession>;
  /** Boots of late, oldest first. */
  readonly boots: readonly EpochMs[];
}

/** The current state of everything, in memory. It only ever says what is on disk. */
export interface LiveState {
  station(stationId: string): LiveStation | null;
  stations(): readonly LiveStation[];
  openSessions(): readonly SessionRecord[];
  /** A message of the station arrived. */
  seen(stationId: string, at: EpochMs): void;
  apply(change: Change): void;
}

/** What is known at the start of the service. */
export interface Snapshot {
  readonly stations: readonly StationRecord[];
  readonly sessions: readonly LiveSession[];
  readonly ratings: readonly EvseRatingRecord[];
  readonly at: EpochMs;
}

const keptBoots = 10;

export function createLiveState(snapshot: Snapshot): LiveState {
  const stations = new Map<string, LiveStation>();
  const change = (stationId: string, next: (station: LiveStation) => LiveStation): void => {
    const key = foldAscii(stationId);
    const station = stations.get(key);
    if (station !== undefined) stations.set(key, next(station));
  };
  /** A station's own record does not carry what arrives apart from it. */
  const keep = (record: StationRecord): void => {
    const key = foldAscii(record.stationId);
    const known = stations.get(key);
    if (known === undefined) stations.set(key, newStation(record, record.createdAt));
    else stations.set(key, { ...known, record: { ...record, evses: known.record.evses } });
  };
  for (const record of snapshot.stations) stations.set(foldAscii(record.stationId), newStation(record, snapshot.at));
  for (const { stationId, evseId, ...rating } of snapshot.ratings)
    change(stationId, (station) => withRating(station, evseId, rating));
  for (const live of snapshot.sessions) change(live.session.stationId, (station) => withSession(station, live));

  return {
    station: (stationId) => stations.get(foldAscii(stationId)) ?? null,
    stations: () => [...stations.values()],
    openSessions: () =>
      [...stations.values()].flatMap((station) => [...station.sessions.values()].map((live) => live.session)),
    seen(stationId, at) {
      change(stationId, (station) => ({ ...station, lastSeenAt: at }));
    },
    apply(told) {
      switch (told.type) {
        case 'station':
          keep(told.station);
          break;
        case 'stationRemoved':
          stations.delete(foldAscii(told.stationId));
          break;
        case 'stationConnected':
        case 'stationDisconnected':
          change(told.connection.stationId, (station) => applied(station, told));
          break;
        case 'stationBooted':
        case 'evse':
        case 'evseRating':
          change(told.stationId, (station) => applied(station, told));
          break;
        case 'sessionStarted':
        case 'session':
        case 'reading':
          change(told.session.stationId, (station) => applied(station, told));
          break;
        case 'reported':
        case 'idToken':
        case 'idTokenAlias':
        case 'unknownIdToken':
        case 'customer':
        case 'customerGroups':
        case 'command':
        case 'alerts':
        case 'settings':
        case 'frames':
        case 'storage':
        case 'told':
          break;
        default:
          assertNever(told);
      }
    },
  };
}

type StationChange = Extract<
  Change,
  {
    readonly type:
      | 'stationConnected'
      | 'stationDisconnected'
      | 'stationBooted'
      | 'evse'
      | 'evseRating'
      | 'sessionStarted'
      | 'session'
      | 'reading';
  }
>;

function newStation(record: StationRecord, offlineSince: EpochMs): LiveStation {
  return {
    record,
    connection: null,
    offlineSince,
    lastSeenAt: record.lastSeenAt,
    statusReceivedAt: new Map(),
    statusSince: new Map(),
    ratings: new Map(),
    sessions: new Map(),
    boots: [],
  };
}

function applied(station: LiveStation, change: StationChange): LiveStation {
  switch (change.type) {
    case 'stationConnected':
      return {
        ...station,
        connection: change.connection,
        offlineSince: null,
        lastSeenAt: change.connection.connectedAt,
      };
    case 'stationDisconnected':
      return withoutConnection(station, change.connection, change.at);
    case 'stationBooted':
      return { ...station, boots: [...station.boots, change.at].slice(-keptBoots) };
    case 'evse':
      return withEvse(station, change.evse, change.receivedAt);
    case 'evseRating':
      return withRating(station, change.evseId, change.rating);
    case 'sessionStarted':
    case 'session':
      return withSession(station, { session: change.session, stateOfChargePercent: socOf(station, change.session) });
    case 'reading': {
      const stateOfChargePercent = change.stateOfChargePercent ?? socOf(station, change.session);
      return withSession(station, { session: change.session, stateOfChargePercent });
    }
    default:
      return assertNever(change);
  }
}

function withoutConnection(station: LiveStation, gone: StationConnectionInfo, at: EpochMs): LiveStation {
  if (station.connection?.connectionId !== gone.connectionId) return station;
  return { ...station, connection: null, offlineSince: at };
}

function withEvse(station: LiveStation, evse: EvseRecord, receivedAt: EpochMs): LiveStation {
  const others = station.record.evses.filter((known) => known.evseId !== evse.evseId);
  const evses = [...others, evse].sort((one, other) => one.evseId - other.evseId);
  const statusReceivedAt = new Map(station.statusReceivedAt).set(evse.evseId, receivedAt);
  const before = station.record.evses.find((known) => known.evseId === evse.evseId)?.status;
  const since = before === evse.status ? station.statusSince.get(evse.evseId) : undefined;
  const statusSince = new Map(station.statusSince).set(evse.evseId, since ?? receivedAt);
  return { ...station, record: { ...station.record, evses }, statusReceivedAt, statusSince };
}

function withRating(station: LiveStation, evseId: number, rating: EvseRating | null): LiveStation {
  const ratings = new Map(station.ratings);
  if (rating === null) ratings.delete(evseId);
  else ratings.set(evseId, rating);
  return { ...station, ratings };
}

function withSession(station: LiveStation, live: LiveSession): LiveStation {
  const sessions = new Map(station.sessions);
  if (live.session.stoppedAt === null) sessions.set(live.session.sessionId, live);
  else sessions.delete(live.session.sessionId);
  return { ...station, sessions };
}

function socOf(station: LiveStation, session: SessionRecord): number | null {
  return station.sessions.get(session.sessionId)?.stateOfChargePercent ?? null;
}
