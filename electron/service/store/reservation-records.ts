import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Page, PageQuery } from './page-records.ts';

export type ReservationState = 'requested' | 'active' | 'used' | 'expired' | 'cancelled' | 'refused';

/** A connector, or any connector of a station, kept free for a card. */
export interface ReservationRecord {
  /** Positive int32, as the station knows it. */
  readonly reservationId: number;
  readonly stationId: string;
  /** Null: any connector of the station. */
  readonly evseId: number | null;
  readonly idToken: string;
  readonly parentIdToken: string | null;
  readonly state: ReservationState;
  /** Why it was refused, in the station's word. */
  readonly refusal: string | null;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly endedAt: EpochMs | null;
  /** The session that used it. */
  readonly sessionId: string | null;
}

export interface ReservationQuery extends PageQuery {
  readonly stationId?: string | undefined;
  /** Only those that still hold. */
  readonly active?: boolean | undefined;
}

export interface ReservationReads {
  find(reservationId: number): Promise<ReservationRecord | null>;
  /** Newest first. */
  list(query: ReservationQuery): Promise<Page<ReservationRecord>>;
  /** Requested and active ones, of one station or of all, oldest first. */
  holding(stationId?: string): Promise<readonly ReservationRecord[]>;
}

export interface ReservationWrites {
  insert(reservation: ReservationRecord): Promise<void>;
  update(
    reservationId: number,
    change: Partial<Pick<ReservationRecord, 'state' | 'refusal' | 'endedAt' | 'sessionId'>>,
  ): Promise<void>;
  remove(reservationId: number): Promise<void>;
}
