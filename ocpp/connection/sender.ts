import type { WebSocket } from 'ws';

export interface SenderLimits {
  readonly maxSendBufferBytes: number;
  readonly sendStallMs: number;
}

/** Sends texts to a station and notices when it does not read them. */
export class Sender {
  readonly #socket: WebSocket;
  readonly #limits: SenderLimits;
  readonly #onTooSlow: () => void;
  #stallTimer: NodeJS.Timeout | null = null;

  constructor(socket: WebSocket, limits: SenderLimits, onTooSlow: () => void) {
    this.#socket = socket;
    this.#limits = limits;
    this.#onTooSlow = onTooSlow;
  }

  send(text: string): void {
    this.#socket.send(text, this.#onSent);
    const waitingBytes = this.#socket.bufferedAmount;
    if (waitingBytes > this.#limits.maxSendBufferBytes) this.#onTooSlow();
    else if (waitingBytes > 0) this.#stallTimer ??= setTimeout(this.#onTooSlow, this.#limits.sendStallMs);
  }

  stop(): void {
    if (this.#stallTimer === null) return;
    clearTimeout(this.#stallTimer);
    this.#stallTimer = null;
  }

  readonly #onSent = (): void => {
    if (this.#stallTimer === null) return;
    if (this.#socket.bufferedAmount > 0) this.#stallTimer.refresh();
    else this.stop();
  };
}
