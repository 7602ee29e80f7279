import { z } from 'zod';
import { limit, offset, stationId } from './fields.ts';
import type { IsoTime, Page } from './views.ts';

/** A connector, or any connector of a station, kept free for a card. Made and cancelled by `stations.command`. */
export interface ReservationView {
  readonly reservationId: number;
  readonly stationId: string;
  readonly stationName: string;
  /** Null: any connector of the station. */
  readonly evseId: number | null;
  readonly idToken: string;
  readonly idTokenLabel: string | null;
  readonly parentIdToken: string | null;
  /** `requested` until the station answered; `refused` when it would not. */
  readonly state: 'requested' | 'active' | 'used' | 'expired' | 'cancelled' | 'refused';
  /** Why it was refused, in the station's word: `Occupied`, `Faulted`… */
  readonly refusal: string | null;
  readonly createdAt: IsoTime;
  readonly expiresAt: IsoTime;
  readonly endedAt: IsoTime | null;
  /** The session that used it. */
  readonly sessionId: string | null;
}

export const reservationInputs = {
  'reservations.list': z.strictObject({
    stationId: stationId.optional(),
    /** Only those that still hold. */
    active: z.boolean().optional(),
    limit,
    offset,
  }),
} as const;

export interface ReservationResults {
  'reservations.list': Page<ReservationView>;
}

export interface ReservationEvents {
  'reservations.changed': ReservationView;
}
