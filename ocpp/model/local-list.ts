import type { AuthorizationStatus } from './id-token.ts';
import type { IsoTime } from './time.ts';

/** A card in a station's local authorization list (OCPP 1.6 §7.2, 2.0.1 AuthorizationData). */
export interface LocalListEntry {
  readonly idToken: string;
  /** Null takes the card out of the list; only a differential update may say so. */
  readonly info: {
    readonly status: AuthorizationStatus;
    readonly expiresAt?: IsoTime | undefined;
    readonly parentIdToken?: string | undefined;
  } | null;
}

/** A station's answer when it has no list at all (OCPP 1.6 §5.10). */
export const noLocalList = -1;
