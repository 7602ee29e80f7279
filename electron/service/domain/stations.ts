import type { StationLink } from '../../../ocpp/central-system.ts';
import type { Admission } from '../../../ocpp/model/station.ts';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { EvseRating } from '../../contract/views.ts';
import type { StationRecord, Store, WriteUnit } from '../store/store.ts';
import { newStation } from './admission.ts';
import type { Announce } from './changes.ts';
import { hashPassword } from './passwords.ts';
import { endReservation } from './reservations.ts';
import { sameAscii } from './same-text.ts';
import { changeStation, findStation, onlyProfile, withPassword } from './station-change.ts';

export interface StationsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly link: StationLink;
  readonly announce: Announce;
}

/** What the operator does with stations. Each throws `notFound` for an unknown one. */
export interface Stations {
  /** Adds a station before it first connects, or takes one that waits. Throws `alreadyExists` for one that was accepted before. */
  add(station: NewStation): Promise<void>;
  /**
   * A password of null is no longer asked for. The station has to connect anew when its password changed. Throws `conflict` `noPassword` for
   * null where the security profile needs one over TLS.
   */
  update(stationId: string, change: StationChange): Promise<void>;
  /** What an EVSE can deliver; null takes back what was said. */
  setRating(stationId: string, evseId: number, rating: EvseRating | null): Promise<void>;
  admit(stationId: string): Promise<void>;
  /** Ends the station's connection and refuses further ones. */
  reject(stationId: string): Promise<void>;
  /** Its sessions and frames stay, its certificates are void, its reservations over. Throws `conflict` while a session runs. */
  remove(stationId: string): Promise<void>;
}

export interface NewStation {
  readonly stationId: string;
  readonly name: string;
  readonly password?: string | undefined;
}

export interface StationChange {
  readonly freeVending?: readonly number[] | undefined;
  readonly registersInKwh?: boolean | undefined;
  readonly name?: string | undefined;
  readonly password?: string | null | undefined;
}

export function createStations(deps: StationsDeps): Stations {
  const { store, link, announce } = deps;

  async function change(stationId: string, next: Partial<StationRecord>): Promise<void> {
    await store.write((unit) => changeStation(unit, announce, stationId, next));
  }
  const setAdmission = (stationId: string, admission: Admission): Promise<void> => change(stationId, { admission });

  return {
    async add({ stationId, name, password }) {
      const passwordHash = password === undefined ? null : await hashPassword(password);
      await store.write(async (unit) => {
        const known = await unit.stations.find(stationId);
        if (known?.admission === 'accepted')
          throw new AppError('alreadyExists', { what: 'station', id: known.stationId });
        const fresh = newStation(stationId, deps.clock.now());
        const given = { name, ...onlyProfile(0), ...withPassword(fresh, passwordHash), admission: 'accepted' } as const;
        if (known !== null) return changeStation(unit, announce, known.stationId, given);
        const station = { ...fresh, ...given };
        await unit.stations.insert(station);
        unit.afterCommit(() => {
          announce({ type: 'station', station: { ...station, evses: [] } });
        });
      });
    },
    async update(stationId, { name, password, freeVending, registersInKwh }) {
      const hash = typeof password === 'string' ? await hashPassword(password) : password;
      await store.write(async (unit) => {
        const station = await findStation(unit, stationId);
        await changeStation(unit, announce, stationId, {
          ...(name === undefined ? {} : { name }),
          ...(freeVending === undefined ? {} : { freeVending: [...new Set(freeVending)].sort((a, b) => a - b) }),
          ...(registersInKwh === undefined ? {} : { registersInKwh }),
          ...(hash === undefined ? {} : withPassword(station, hash)),
        });
      });
      if (hash !== undefined) link.disconnect(stationId);
    },
    async setRating(stationId, evseId, rating) {
      await store.write(async (unit) => {
        const station = await findStation(unit, stationId);
        if (rating === null) await unit.evseRatings.remove(station.stationId, evseId);
        else await unit.evseRatings.put({ stationId: station.stationId, evseId, ...rating });
        unit.afterCommit(() => {
          announce({ type: 'evseRating', stationId: station.stationId, evseId, rating });
        });
      });
    },
    admit: (stationId) => setAdmission(stationId, 'accepted'),
    async reject(stationId) {
      await setAdmission(stationId, 'rejected');
      link.disconnect(stationId);
    },
    async remove(stationId) {
      await store.write(async (unit) => {
        const station = await findStation(unit, stationId);
        const running = await unit.sessions.list({ stationId: station.stationId, open: true, limit: 1, offset: 0 });
        if (running.total > 0) throw new AppError('conflict', { reason: 'sessionRunning' });
        await revokeCertificates(unit, station.stationId, deps.clock.now());
        for (const reservation of await unit.reservations.holding(station.stationId)) {
          await endReservation(unit, announce, reservation, 'cancelled', deps.clock.now());
        }
        await unit.stations.remove(station.stationId);
        unit.afterCommit(() => {
          announce({ type: 'stationRemoved', stationId: station.stationId });
        });
      });
      link.disconnect(stationId);
    },
  };
}

/** Whoever comes under its identity later is another station. */
async function revokeCertificates(unit: WriteUnit, stationId: string, now: EpochMs): Promise<void> {
  for (const certificate of await unit.certificates.valid(now)) {
    if (!sameAscii(certificate.stationId, stationId)) continue;
    await unit.certificates.update(certificate.certificateId, { state: 'revoked' });
  }
}
