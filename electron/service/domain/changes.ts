import type {
  AlertRecord,
  CommandRecord,
  EvseRecord,
  IdTokenRecord,
  SessionRecord,
  StationRecord,
} from '../store/store.ts';
import type { StationConnectionInfo } from '../../../ocpp/central-system.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { EventName, Events } from '../../contract/api.ts';
import type { Settings } from '../../contract/views.ts';

/** What is now so, told after it is on disk. Nothing waits for it and no rule depends on it being heard. */
export type Change =
  | { readonly type: 'station'; readonly station: StationRecord }
  | { readonly type: 'stationRemoved'; readonly stationId: string }
  | { readonly type: 'stationConnected'; readonly connection: StationConnectionInfo }
  | { readonly type: 'stationDisconnected'; readonly connection: StationConnectionInfo; readonly at: EpochMs }
  | { readonly type: 'stationBooted'; readonly stationId: string; readonly at: EpochMs }
  | { readonly type: 'evse'; readonly stationId: string; readonly evse: EvseRecord; readonly receivedAt: EpochMs }
  | { readonly type: 'sessionStarted'; readonly session: SessionRecord }
  /** Its record changed; it may have stopped or run again. */
  | { readonly type: 'session'; readonly session: SessionRecord }
  | { readonly type: 'reading'; readonly session: SessionRecord; readonly stateOfChargePercent: number | null }
  | { readonly type: 'idToken'; readonly idToken: string; readonly token: IdTokenRecord | null }
  | { readonly type: 'unknownIdToken'; readonly stationId: string; readonly idToken: string; readonly at: EpochMs }
  | { readonly type: 'command'; readonly command: CommandRecord }
  | { readonly type: 'alerts'; readonly active: readonly AlertRecord[] }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'frames'; readonly stationId: string }
  | { readonly type: 'storage'; readonly faulty: boolean }
  /** Of interest to consoles alone, in their own words. */
  | { readonly type: 'told'; readonly told: ToldEvent };

export type ToldEvent = {
  [E in EventName]: { readonly event: E; readonly data: Events[E] };
}[EventName];

export type Announce = (change: Change) => void;
