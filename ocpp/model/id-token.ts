import type { EpochMs } from './time.ts';

/** Answer to "may this id token charge?" (OCPP 2.0.1 AuthorizationStatusEnumType, the part that 1.6 can say too). */
export type AuthorizationStatus = 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'ConcurrentTx';

/** What a station is told of an id token. */
export interface IdTokenInfo {
  readonly status: AuthorizationStatus;
  /** Until when the station may keep this in its cache; null for no limit. */
  readonly expiresAt: EpochMs | null;
  /** The group the token belongs to; a token of the same group may stop its sessions. */
  readonly parentIdToken: string | null;
}
