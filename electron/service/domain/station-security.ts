import type { StationLink } from '../../../ocpp/central-system.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { AnsweredRecord, Commands } from './commands.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import { hashStationKey, makeStationKey } from './passwords.ts';
import { changeStation, findStation, onlyProfile, withPassword } from './station-change.ts';
import { requireMeans, type ToldSecurity } from './told-security.ts';

export interface StationSecurityDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly link: StationLink;
  readonly commands: Commands;
  readonly toldSecurity: ToldSecurity;
  readonly servesTls: () => boolean;
  readonly announce: Announce;
  readonly log: Log;
}

/** How stations prove who they are, as the operator arranges it. Each throws `notFound` for an unknown station. */
export interface StationSecurity {
  /** Sets a new password and tells it, this once. The station has to connect anew. */
  generateKey(stationId: string): Promise<string>;
  rotateKey(stationId: string): Promise<AnsweredRecord>;
  /** Restarts the station afterwards unless it charges. Throws `conflict` when the profile is not higher or what it needs is not there. */
  raiseProfile(stationId: string, profile: SecurityProfile): Promise<AnsweredRecord>;
  /** Throws `conflict` when what the profile needs is not there. */
  setProfile(stationId: string, profile: SecurityProfile): Promise<void>;
}

export function createStationSecurity(deps: StationSecurityDeps): StationSecurity {
  const { store, clock, link, commands, toldSecurity, announce } = deps;

  /** Most stations take a new profile only when they start; one that charges does so later, and comes by the old one until then. */
  function restartIfIdle(stationId: string): void {
    const station = deps.live.station(stationId);
    if (station === null || station.sessions.size > 0) return;
    commands.run(stationId, { type: 'reset', mode: 'hard' }).catch((fault: unknown) => {
      deps.log.warn('a station could not be asked to restart', { stationId, fault });
    });
  }

  return {
    async generateKey(stationId) {
      const key = makeStationKey();
      await store.write(async (unit) => {
        const station = await findStation(unit, stationId);
        await changeStation(unit, announce, station.stationId, withPassword(station, hashStationKey(key)));
      });
      link.disconnect(stationId);
      return key;
    },
    rotateKey: (stationId) =>
      commands.run(stationId, { type: 'setConfiguration', key: 'AuthorizationKey', value: toldSecurity.makeKey() }),
    async raiseProfile(stationId, profile) {
      const value = String(profile);
      const raised = await commands.run(stationId, { type: 'setConfiguration', key: 'SecurityProfile', value });
      if (raised.outcome.kind === 'accepted') restartIfIdle(raised.stationId);
      return raised;
    },
    async setProfile(stationId, profile) {
      const known = await store.write(async (unit) => {
        const station = await findStation(unit, stationId);
        await requireMeans(unit, station, profile, { now: clock.now(), servesTls: deps.servesTls() });
        await changeStation(unit, announce, station.stationId, onlyProfile(profile));
        return station;
      });
      // Less is asked for than it came with: it may stay.
      if (profile > 0 && profile !== known.securityProfile) link.disconnect(known.stationId);
    },
  };
}
