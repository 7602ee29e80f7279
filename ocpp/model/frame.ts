import type { EpochMs } from './time.ts';

/** Who sent a frame: `in` came from the station, `out` is ours. */
export type FrameDirection = 'in' | 'out';

/** OCPP-J message types; `invalid` is a text that is no OCPP-J message. */
export type FrameKind = 'call' | 'result' | 'error' | 'invalid';

/** One OCPP-J text frame as it went over the wire. */
export interface Frame {
  readonly at: EpochMs;
  readonly direction: FrameDirection;
  readonly kind: FrameKind;
  /** Unique message id; null when it cannot be read. */
  readonly messageId: string | null;
  /** The action; for an answer, the action of the CALL it belongs to; null when it cannot be read or matched. */
  readonly action: string | null;
  /** The text, byte for byte; only a password we sent is left out. */
  readonly text: string;
}
