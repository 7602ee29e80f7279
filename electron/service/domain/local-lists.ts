import type { Clock } from '../../../ocpp/model/time.ts';
import type { LocalListView } from '../../contract/local-lists.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { AnsweredRecord, Commands } from './commands.ts';
import { cardsForStations, listedEntries } from './local-list-cards.ts';
import { localListLimits } from './local-list-limits.ts';
import { localListOf, unknownList } from './local-list-record.ts';
import { sendLocalList, type Sending, type UpdateType } from './local-list-sending.ts';
import { type CardsNow, localListView } from './local-list-view.ts';
import { knownStation } from './known-station.ts';
import type { LiveState, LiveStation } from './live-state.ts';
import { foldAscii } from './same-text.ts';
import { createStationTurns } from './station-turns.ts';

export interface LocalListsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly commands: Pick<Commands, 'run'>;
  readonly announce: Announce;
}

/** The local authorization lists of stations. Each throws `notFound` for an unknown one. */
export interface LocalLists {
  /** Of every station that was admitted. */
  list(): Promise<readonly LocalListView[]>;
  view(stationId: string): Promise<LocalListView>;
  setAutomatic(stationId: string, automatic: boolean): Promise<LocalListView>;
  /** On the operator's wish; waits for one that is under way. */
  send(stationId: string, updateType: UpdateType | undefined): Promise<AnsweredRecord>;
  /** What differs, where anything does; nobody asked for it now. */
  sync(stationId: string): Promise<AnsweredRecord>;
  /** Tells consoles how the lists of these stations are now. */
  tell(stationIds: readonly string[]): Promise<void>;
}

export function createLocalLists(deps: LocalListsDeps): LocalLists {
  const { store, live } = deps;
  const { read } = store;
  /** One send of a station at a time: each builds on the one before. */
  const turns = createStationTurns();

  const stationOf = (stationId: string): LiveStation => knownStation(live, stationId);

  async function cardsNow(): Promise<CardsNow> {
    const now = deps.clock.now();
    const cards = await cardsForStations(read);
    const labels = new Map(cards.map(({ idToken, label }) => [foldAscii(idToken), label]));
    const entries = listedEntries(cards, now);
    return {
      entries,
      unsendable: cards.length - entries.length,
      labelOf: (idToken) => labels.get(foldAscii(idToken)) || null,
    };
  }

  async function viewWith(station: LiveStation, cards: CardsNow): Promise<LocalListView> {
    const { stationId } = station.record;
    const list = await localListOf(read.localLists, stationId);
    return localListView(station, list, await localListLimits(read.configuration, stationId), cards);
  }

  const inTurn = (sending: Sending): Promise<AnsweredRecord> =>
    turns.run(sending.stationId, () => sendLocalList(deps, sending));

  const view = async (stationId: string): Promise<LocalListView> => viewWith(stationOf(stationId), await cardsNow());

  return {
    async list() {
      const cards = await cardsNow();
      const admitted = live.stations().filter(({ record }) => record.admission === 'accepted');
      const views: LocalListView[] = [];
      for (const station of admitted) views.push(await viewWith(station, cards));
      return views;
    },
    view,
    async setAutomatic(stationId, automatic) {
      const { record } = stationOf(stationId);
      await store.write(async (unit) => {
        const list = (await unit.localLists.find(record.stationId)) ?? unknownList(record.stationId);
        await unit.localLists.save({ ...list, automatic });
      });
      const changed = await view(record.stationId);
      deps.announce({ type: 'told', told: { event: 'localLists.changed', data: changed } });
      return changed;
    },
    async send(stationId, updateType) {
      const { record } = stationOf(stationId);
      return inTurn({ stationId: record.stationId, origin: 'operator', updateType, onlyIfChanged: false });
    },
    sync: (stationId) => inTurn({ stationId, origin: 'automatic', onlyIfChanged: true }),
    async tell(stationIds) {
      const cards = await cardsNow();
      for (const stationId of stationIds) {
        const station = live.station(stationId);
        if (station === null) continue;
        const data = await viewWith(station, cards);
        deps.announce({ type: 'told', told: { event: 'localLists.changed', data } });
      }
    },
  };
}
