import { assertNever } from '../../ocpp/model/assert-never.ts';
import type { EvseView, StationView } from '../../electron/contract/views.ts';

export type PrimaryAction = 'start' | 'stop' | 'unlock' | 'open';

/** The one thing a person most likely wants to do with a connector now. */
export function primaryAction(station: StationView, evse: EvseView): PrimaryAction {
  if (!station.online) return 'open';
  if (evse.session !== null) return 'stop';
  switch (evse.status) {
    case 'Available':
    case 'Preparing':
    case 'Reserved':
      return 'start';
    case 'Finishing':
      return 'unlock';
    case 'Charging':
    case 'SuspendedEV':
    case 'SuspendedEVSE':
    case 'Unavailable':
    case 'Faulted':
    case 'Occupied':
    case 'Unknown':
      return 'open';
    default:
      return assertNever(evse.status);
  }
}
