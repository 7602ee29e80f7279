import type { StationLink } from '../../../ocpp/central-system.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import { checkResults, type StationCheckView } from '../../contract/commissioning.ts';
import type { ConfigurationView } from '../../contract/configuration.ts';
import { AppError } from '../../contract/errors.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { ConfigurationBook } from './configuration.ts';
import { isoTime } from './iso-time.ts';
import { knownStation } from './known-station.ts';
import type { LiveState, LiveStation } from './live-state.ts';
import type { StationClocks } from './station-clocks.ts';
import { askingOf, judgeStation } from './station-check.ts';

export interface StationChecksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly link: StationLink;
  readonly stationClocks: Pick<StationClocks, 'skewMs'>;
  readonly configuration: Pick<ConfigurationBook, 'read'>;
  readonly announce: Announce;
}

/** The first contact with a station, judged. Each throws `notFound` for an unknown station. */
export interface StationChecks {
  /** Throws `conflict` `stationOffline`. */
  run(stationId: string): Promise<StationCheckView>;
  /** The last one; null when there was none. */
  find(stationId: string): Promise<StationCheckView | null>;
}

export function createStationChecks(deps: StationChecksDeps): StationChecks {
  const { store, clock, live, link } = deps;
  const stationOf = (stationId: string): LiveStation => knownStation(live, stationId);

  /** A station that answers nothing is judged all the same. */
  async function settingsOf(stationId: string): Promise<ConfigurationView | null> {
    try {
      return await deps.configuration.read(stationId);
    } catch (fault) {
      if (fault instanceof AppError && fault.details.reason === 'notAnswered') return null;
      throw fault;
    }
  }

  return {
    async run(stationId) {
      const { record, connection } = stationOf(stationId);
      if (connection === null) throw new AppError('conflict', { reason: 'stationOffline' });
      const identity = record.stationId;
      const settings = await settingsOf(identity);
      const results = await judgeStation({
        station: stationOf(identity),
        settings,
        skewMs: deps.stationClocks.skewMs(identity),
        ask: askingOf(link, identity),
      });
      const at = clock.now();
      const view: StationCheckView = { stationId: identity, at: isoTime(at), results };
      await store.write(async (unit) => {
        await unit.checks.set(identity, { at, results: JSON.stringify(results) });
        unit.afterCommit(() => {
          deps.announce({ type: 'told', told: { event: 'checks.changed', data: view } });
        });
      });
      return view;
    },
    async find(stationId) {
      const { record } = stationOf(stationId);
      const check = await store.read.checks.find(record.stationId);
      if (check === null) return null;
      const results = checkResults.parse(JSON.parse(check.results));
      return { stationId: record.stationId, at: isoTime(check.at), results };
    },
  };
}
