import type { EventName, Events, MethodName } from './api.ts';
import type { ErrorCode, ErrorDetails } from './errors.ts';

/** Console to service: one text frame of JSON, over a WebSocket or a MessagePort alike. */
export interface RequestFrame {
  readonly id: number | string;
  readonly method: MethodName;
  readonly params: unknown;
}

/** Service to console: the answer to the request of the same id. */
export type ResponseFrame =
  | { readonly id: number | string | null; readonly result: unknown }
  | {
      readonly id: number | string | null;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
    };

/** Service to console, unasked. `seq` rises by one from event to event on a connection: a gap means events were dropped, reload everything. */
export type EventFrame = {
  [E in EventName]: { readonly event: E; readonly seq: number; readonly data: Events[E] };
}[EventName];

export type ServiceFrame = ResponseFrame | EventFrame;
