import { writeTime } from '../station-time.ts';
import type { LoggedSecurityEvent, SecurityEvents } from './security-events.ts';
import type { Station } from './station-parts.ts';

const maxEvents = 500;

/** What happened to the security of a station. Told to the central system, late rather than never (security whitepaper §5.10). */
export class SecurityLog implements SecurityEvents {
  readonly #station: Station;
  readonly #events: LoggedSecurityEvent[] = [];
  readonly #untold: LoggedSecurityEvent[] = [];

  constructor(station: Station) {
    this.#station = station;
  }

  get events(): readonly LoggedSecurityEvent[] {
    return this.#events;
  }

  note(type: string, techInfo = ''): LoggedSecurityEvent {
    const event = { at: this.#station.time.now(), type, techInfo };
    this.#events.push(event);
    if (this.#events.length > maxEvents) this.#events.shift();
    return event;
  }

  async report(type: string, techInfo = ''): Promise<void> {
    const event = this.note(type, techInfo);
    if (!this.#station.supports('Security')) return;
    this.#untold.push(event);
    await this.flush();
  }

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
