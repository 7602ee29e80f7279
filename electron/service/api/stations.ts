import type { StationView } from '../../contract/views.ts';
import type { Commands } from '../domain/commands.ts';
import { knownStation } from '../domain/known-station.ts';
import type { LiveState } from '../domain/live-state.ts';
import type { Stations } from '../domain/stations.ts';
import type { AreaHandlers } from './handlers.ts';
import type { Naming } from './session-views.ts';
import { stationView } from './station-views.ts';

export interface StationsApiDeps {
  readonly live: LiveState;
  readonly stations: Stations;
  readonly commands: Commands;
  readonly naming: Naming;
}

export function stationHandlers({ live, stations, commands, naming }: StationsApiDeps): AreaHandlers<'stations'> {
  const view = (stationId: string): StationView => stationView(knownStation(live, stationId), naming);
  return {
    'stations.list': () => live.stations().map((station) => stationView(station, naming)),
    'stations.get': ({ stationId }) => view(stationId),
    async 'stations.add'(station) {
      await stations.add(station);
      return view(station.stationId);
    },
    async 'stations.update'({ stationId, ...change }) {
      await stations.update(stationId, change);
      return view(stationId);
    },
    async 'stations.setRating'({ stationId, evseId, powerClass, maxPowerW }) {
      await stations.setRating(stationId, evseId, powerClass === null ? null : { powerClass, maxPowerW });
      return view(stationId);
    },
    async 'stations.admit'({ stationId }) {
      await stations.admit(stationId);
      return view(stationId);
    },
    async 'stations.reject'({ stationId }) {
      await stations.reject(stationId);
      return view(stationId);
    },
    async 'stations.remove'({ stationId }) {
      await stations.remove(stationId);
      return null;
    },
    async 'stations.command'({ stationId, command }) {
      const { outcome, commandId, effect } = await commands.run(stationId, command);
      return { ...outcome, commandId, effect };
    },
  };
}
