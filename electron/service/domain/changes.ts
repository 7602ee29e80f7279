import type {
  AlertRecord,
  CommandRecord,
  EvseRecord,
  IdTokenRecord,
  SessionRecord,
  StationRecord,
} from '../store/store.ts';
import type { CustomerGroupRecord, CustomerRecord } from '../store/customer-records.ts';
import type { DisconnectReason, StationConnectionInfo } from '../../../ocpp/central-system.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { EventName, Events } from '../../contract/api.ts';
import type { EvseRating, Settings } from '../../contract/views.ts';

/** What is now so, told after it is on disk. Nothing waits for it and no rule depends on it being heard. */
export type Change =
  | { readonly type: 'station'; readonly station: StationRecord }
  | { readonly type: 'stationRemoved'; readonly stationId: string }
  | { readonly type: 'stationConnected'; readonly connection: StationConnectionInfo }
  | {
      readonly type: 'stationDisconnected';
      readonly connection: StationConnectionInfo;
      readonly reason: DisconnectReason;
      readonly at: EpochMs;
    }
  | { readonly type: 'stationBooted'; readonly stationId: string; readonly at: EpochMs }
  /** The station sent a message it can be asked for. `evseId` is null where the message is about no EVSE. */
  | {
      readonly type: 'reported';
      readonly stationId: string;
      readonly report: ReportWord;
      readonly evseId: number | null;
    }
  | { readonly type: 'evse'; readonly stationId: string; readonly evse: EvseRecord; readonly receivedAt: EpochMs }
  /** What the operator says it can deliver; null where that was taken back. */
  | {
      readonly type: 'evseRating';
      readonly stationId: string;
      readonly evseId: number;
      readonly rating: EvseRating | null;
    }
  | { readonly type: 'sessionStarted'; readonly session: SessionRecord }
  /** Its record changed; it may have stopped or run again. */
  | { readonly type: 'session'; readonly session: SessionRecord }
  | { readonly type: 'reading'; readonly session: SessionRecord; readonly stateOfChargePercent: number | null }
  | { readonly type: 'idToken'; readonly idToken: string; readonly token: IdTokenRecord | null }
  /** What stations send instead of a card; `idToken` is null when it stands for none any more. */
  | { readonly type: 'idTokenAlias'; readonly alias: string; readonly idToken: string | null }
  | { readonly type: 'customer'; readonly customer: CustomerRecord }
  /** All of them. */
  | { readonly type: 'customerGroups'; readonly groups: readonly CustomerGroupRecord[] }
  | { readonly type: 'unknownIdToken'; readonly stationId: string; readonly idToken: string; readonly at: EpochMs }
  | { readonly type: 'command'; readonly command: CommandRecord }
  | { readonly type: 'alerts'; readonly active: readonly AlertRecord[] }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'frames'; readonly stationId: string }
  | { readonly type: 'storage'; readonly faulty: boolean }
  /** Of interest to consoles alone, in their own words. */
  | { readonly type: 'told'; readonly told: ToldEvent };

/** Messages a station can be asked for (OCPP 1.6 §5.17, security whitepaper §5.4). */
export type ReportWord =
  'boot' | 'heartbeat' | 'status' | 'meterValues' | 'firmwareStatus' | 'logStatus' | 'certificateRequest';

export type ToldEvent = {
  [E in EventName]: { readonly event: E; readonly data: Events[E] };
}[EventName];

export type Announce = (change: Change) => void;
