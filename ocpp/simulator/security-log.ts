import type { EpochMs } from '../model/time.ts';
import { writeTime } from '../station-time.ts';
import type { Station } from './station-parts.ts';

export interface LoggedSecurityEvent {
  readonly at: EpochMs;
  /** A word of the whitepaper's list (security whitepaper §7), or the station's own. */
  readonly type: string;
  readonly techInfo: string;
}

const maxEvents = 500;

/** What happened to the security of a station. Told to the central system, late rather than never (security whitepaper §5.10). */
export class SecurityLog {
  readonly #station: Station;
  readonly #events: LoggedSecurityEvent[] = [];
  readonly #untold: LoggedSecurityEvent[] = [];

  constructor(station: Station) {
    this.#station = station;
  }

  get events(): readonly LoggedSecurityEvent[] {
    return this.#events;
  }

  /** Writes an event down, for the log alone. */
  note(type: string, techInfo = ''): LoggedSecurityEvent {
    const event = { at: this.#station.time.now(), type, techInfo };
    this.#events.push(event);
    if (this.#events.length > maxEvents) this.#events.shift();
    return event;
  }

  /** Writes an event down and tells it. */
  async report(type: string, techInfo = ''): Promise<void> {
    const event = this.note(type, techInfo);
    if (!this.#station.supports('Security')) return;
    this.#untold.push(event);
    await this.flush();
  }

  /** Tells what is not told yet, if it can be told now. */
  async flush(): Promise<void> {
    while (this.#station.uplink.ready) {
      const event = this.#untold.shift();
      if (event === undefined) return;
      const { at, type, techInfo } = event;
      const timestamp = writeTime(at);
      await this.#station.uplink.call('SecurityEventNotification', { type, timestamp, ...(techInfo && { techInfo }) });
    }
  }
}
