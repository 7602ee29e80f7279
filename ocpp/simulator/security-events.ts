import type { EpochMs } from '../model/time.ts';

export interface LoggedSecurityEvent {
  readonly at: EpochMs;
  /** A word of the whitepaper's list (security whitepaper §7), or the station's own. */
  readonly type: string;
  readonly techInfo: string;
}

/** What happened to the security of a station. */
export interface SecurityEvents {
  readonly events: readonly LoggedSecurityEvent[];
  /** Writes an event down, for the log alone. */
  note(type: string, techInfo?: string): LoggedSecurityEvent;
  /** Writes an event down and tells it. */
  report(type: string, techInfo?: string): Promise<void>;
  /** Tells what is not told yet, if it can be told now. */
  flush(): Promise<void>;
}
