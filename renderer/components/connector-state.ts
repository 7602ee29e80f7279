import {
  mdiBatteryCheckOutline,
  mdiBookmarkOutline,
  mdiCancel,
  mdiCarElectricOutline,
  mdiCheckCircleOutline,
  mdiFlash,
  mdiHelpCircleOutline,
  mdiLanDisconnect,
  mdiPauseCircleOutline,
  mdiPowerPlugOffOutline,
  mdiPowerPlugOutline,
  mdiAlertOctagonOutline,
} from '@mdi/js';
import type { EvseStatus } from '../../ocpp/model/station.ts';
import type { EvseView, StationView } from '../../electron/contract/views.ts';

/** What the screen says of a connector: its own state while the station is connected. */
export type ShownState = EvseStatus | 'Offline';

/** Colour names are the theme's; each state has its own icon and word as well, colour is never alone. */
export const stateLooks: Readonly<Record<ShownState, { readonly icon: string; readonly color: string }>> = {
  Unknown: { icon: mdiHelpCircleOutline, color: 'idle' },
  Available: { icon: mdiCheckCircleOutline, color: 'available' },
  Preparing: { icon: mdiPowerPlugOutline, color: 'waiting' },
  Charging: { icon: mdiFlash, color: 'charging' },
  SuspendedEV: { icon: mdiBatteryCheckOutline, color: 'waiting' },
  SuspendedEVSE: { icon: mdiPauseCircleOutline, color: 'attention' },
  Finishing: { icon: mdiPowerPlugOffOutline, color: 'waiting' },
  Reserved: { icon: mdiBookmarkOutline, color: 'waiting' },
  Unavailable: { icon: mdiCancel, color: 'idle' },
  Faulted: { icon: mdiAlertOctagonOutline, color: 'fault' },
  Occupied: { icon: mdiCarElectricOutline, color: 'waiting' },
  Offline: { icon: mdiLanDisconnect, color: 'idle' },
};

export const shownState = (station: StationView, evse: EvseView): ShownState =>
  station.online ? evse.status : 'Offline';

/** Somebody charges there now. */
export const isCharging = (station: StationView): boolean => station.evses.some(({ session }) => session !== null);

/** What people call the station: its name, else its identity. */
export const stationTitle = (station: Pick<StationView, 'stationId' | 'name'>): string =>
  station.name === '' ? station.stationId : station.name;
