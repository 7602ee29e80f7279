import type { WebSocket } from 'ws';

export interface HeartLimits {
  readonly pingIntervalMs: number;
  readonly maxMissedPings: number;
}

/** Pings a station and notices when it has gone without a word: a power cut closes no socket. */
export class Heart {
  readonly #timer: NodeJS.Timeout;
  #heard = true;
  #missed = 0;

  constructor(socket: WebSocket, limits: HeartLimits, isReading: () => boolean, onDead: () => void) {
    this.#timer = setInterval(() => {
      // What is not read cannot be heard.
      this.#missed = this.#heard || !isReading() ? 0 : this.#missed + 1;
      this.#heard = false;
      if (this.#missed >= limits.maxMissedPings) onDead();
      else socket.ping();
    }, limits.pingIntervalMs);
  }

  /** Anything came from the station. */
  beat(): void {
    this.#heard = true;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
