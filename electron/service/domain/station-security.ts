import type { StationLink } from '../../../ocpp/central-system.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { AnsweredRecord, Commands } from './commands.ts';
import { hashStationKey, makeStationKey } from './passwords.ts';
import { changeStation, findStation, onlyProfile, withPassword } from './station-change.ts';
import { requireMeans, type ToldSecurity } from './told-security.ts';

export interface StationSecurityDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly link: StationLink;
  readonly commands: Commands;
  readonly toldSecurity: ToldSecurity;
  readonly servesTls: () => boolean;
  readonly announce: Announce;
}

/** How stations prove who they are, as the operator arranges it. Each throws `notFound` for an unknown station. */
export interface StationSecurity {
  /** Sets a new password and tells it, this once. The station has to connect anew. */
  generateKey(stationId: string): Promise<string>;
  rotateKey(stationId: string): Promise<AnsweredRecord>;
  /** Throws `conflict` when the profile is not higher or what it needs is not there. */
  raiseProfile(stationId: string, profile: SecurityProfile): Promise<AnsweredRecord>;
  /** Throws `conflict` when what the profile needs is not there. */
  setProfile(stationId: string, profile: SecurityProfile): Promise<void>;
}

export function createStationSecurity(deps: StationSecurityDeps): StationSecurity {
  const { store, clock, link, commands, toldSecurity, announce } = deps;
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
    raiseProfile: (stationId, profile) =>
      commands.run(stationId, { type: 'setConfiguration', key: 'SecurityProfile', value: String(profile) }),
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
