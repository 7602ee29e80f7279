import type { CentralSystemAction } from '../../v16/messages.ts';
import type { Received } from '../../v16/validators.ts';
import type { Station } from '../station-parts.ts';
import type { Response } from '../uplink.ts';

/** An answer, and what the station does once it is on its way. */
export interface Reply<A extends CentralSystemAction> {
  readonly response: Response<A>;
  readonly afterwards?: () => Promise<unknown>;
}

/** How a station obeys a CALL. Throws `OcppError` for what it will not answer. */
export type Handler<A extends CentralSystemAction> = (
  station: Station,
  request: Received<A, 'request'>,
) => Reply<A> | Promise<Reply<A>>;
