import type { Messages, StationAction } from '../v16/messages.ts';
import type { Received } from '../v16/validators.ts';

/** A message as a station writes it. */
export type Request<A extends keyof Messages> = Messages[A]['request'];
/** A message as a station writes it. */
export type Response<A extends keyof Messages> = Messages[A]['response'];
/** An answer as a station reads it. */
export type Answer<A extends StationAction> = Received<A, 'response'>;

/** What became of a CALL: answered, refused with a CALLERROR, not answered in time, or not delivered. */
export type CallOutcome<A extends StationAction> =
  | { readonly kind: 'answered'; readonly response: Answer<A> }
  | { readonly kind: 'refused'; readonly errorCode: string }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'offline' };

/** The way to the central system. */
export interface Uplink {
  /** Connected, and accepted by the central system since the last boot. */
  readonly ready: boolean;
  /** Rejects only when the request breaks its schema. */
  call<A extends StationAction>(action: A, request: Request<A>): Promise<CallOutcome<A>>;
}
