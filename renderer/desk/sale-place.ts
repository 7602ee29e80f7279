import type { SaleView } from '../../electron/contract/desk.ts';
import type { EvseView, StationView } from '../../electron/contract/views.ts';
import { stationTitle } from '../components/connector-state.ts';

/** A connector something can be sold on. */
export interface SalePlace {
  readonly stationId: string;
  readonly stationName: string;
  readonly evseId: number;
  readonly isPluggedIn: boolean;
}

const unusable: ReadonlySet<EvseView['status']> = new Set(['Faulted', 'Unavailable', 'Reserved']);

/** Connected, free and working, those with a car before the others. */
export function salePlaces(stations: readonly StationView[], sales: readonly SaleView[]): readonly SalePlace[] {
  const isSold = (stationId: string, evseId: number): boolean =>
    sales.some((sale) => sale.endedAt === null && sale.stationId === stationId && sale.evseId === evseId);
  const places = stations
    .filter(({ online }) => online)
    .flatMap((station) =>
      station.evses
        .filter(
          ({ evseId, status, session }) =>
            session === null && !unusable.has(status) && !isSold(station.stationId, evseId),
        )
        .map(({ evseId, status }) => ({
          ...{ stationId: station.stationId, stationName: stationTitle(station), evseId },
          isPluggedIn: status === 'Preparing' || status === 'Occupied',
        })),
    );
  return [...places].sort((one, other) => Number(other.isPluggedIn) - Number(one.isPluggedIn));
}
