import type { CentralSystem, StationConnectionInfo } from '../../../ocpp/central-system.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { isUnstable } from './alert-conditions.ts';
import type { Change } from './changes.ts';
import type { LiveState } from './live-state.ts';

/** Most stations dial again within a minute or two. */
const slowMs = 5 * 60_000;
/** A station that boots does so at once. */
const bootWithinMs = 30_000;

/** What the coming and going of stations says of them (quirks 7, 8 and 10). */
export interface ConnectionHabits {
  /** Before the live state hears of it. */
  connected(connection: StationConnectionInfo): void;
  disconnected(connection: StationConnectionInfo): void;
  /** After the live state heard what a message brought about. */
  heard(connection: StationConnectionInfo, changes: readonly Change[], at: EpochMs): void;
}

export function createConnectionHabits(live: LiveState, noticed: CentralSystem['noticed']): ConnectionHabits {
  /** Connections by station: one that is replaced by a newer one is never said to have ended. */
  const bootAwaited = new Map<string, string>();
  const isAwaited = ({ stationId, connectionId }: StationConnectionInfo): boolean =>
    bootAwaited.get(stationId) === connectionId;
  return {
    connected({ stationId, connectionId, connectedAt }) {
      const station = live.station(stationId);
      if (station?.record.lastBootAt == null) return;
      bootAwaited.set(stationId, connectionId);
      const awayMs = station.offlineSince === null ? 0 : connectedAt - station.offlineSince;
      if (awayMs >= slowMs) noticed(stationId, 'slowRedial', `${String(Math.round(awayMs / 60_000))} min`);
    },
    disconnected(connection) {
      if (isAwaited(connection)) bootAwaited.delete(connection.stationId);
    },
    heard(connection, changes, at) {
      const { stationId, connectedAt } = connection;
      if (changes.some(({ type }) => type === 'stationBooted')) {
        bootAwaited.delete(stationId);
        const station = live.station(stationId);
        if (station !== null && isUnstable(station, at)) noticed(stationId, 'bootLoop', null);
      } else if (at - connectedAt > bootWithinMs && isAwaited(connection)) {
        bootAwaited.delete(stationId);
        noticed(stationId, 'noBootAfterReconnect', null);
      }
    },
  };
}
