import type { EpochMs } from '../model/time.ts';
import type { Cancel } from './time.ts';

/** A connector, or with connector 0 any connector, kept for a card (OCPP 1.6 §5.13). */
export interface Reservation {
  readonly reservationId: number;
  readonly connectorId: number;
  readonly idTag: string;
  readonly parentIdTag: string | undefined;
  readonly expiresAt: EpochMs;
}

/** Every reservation a station holds, with the alarm that ends it. */
export type Reservations = Map<number, { readonly reservation: Reservation; readonly cancel: Cancel }>;
