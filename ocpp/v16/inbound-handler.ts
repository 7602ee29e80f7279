import type { ChargingRules } from '../central-system.ts';
import type { Notice } from '../notice.ts';
import type { Messages, StationAction } from './messages.ts';
import type { Received } from './validators.ts';

/** Puts a station's request to the rules and their finding into 1.6's words. */
export type InboundHandler<A extends StationAction> = (
  request: Received<A, 'request'>,
  rules: ChargingRules,
  notice: Notice,
) => Promise<Messages[A]['response']>;
