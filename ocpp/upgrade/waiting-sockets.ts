import type { Socket } from 'node:net';

export interface WaitingSocketLimits {
  /** How long a socket may take until it has become a WebSocket. */
  readonly upgradeTimeoutMs: number;
  /** How many such sockets one address may have. */
  readonly maxWaitingPerAddress: number;
}

/** TCP connections that are no WebSocket yet: each has little time, and no address has many. Node itself lets a silent one stay for ever. */
export class WaitingSockets {
  readonly #limits: WaitingSocketLimits;
  readonly #timers = new Map<Socket, NodeJS.Timeout>();
  readonly #countByAddress = new Map<string, number>();
  readonly #crowded = new Set<string>();
  readonly #onCrowd: (socket: Socket) => void;

  /** `onCrowd` is told of the first socket that is turned away, until its address has room again. */
  constructor(limits: WaitingSocketLimits, onCrowd: (socket: Socket) => void) {
    this.#limits = limits;
    this.#onCrowd = onCrowd;
  }

  /** Takes a new socket in, or cuts it when its address has too many. */
  admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const count = this.#countByAddress.get(address) ?? 0;
    if (count >= this.#limits.maxWaitingPerAddress) {
      this.#turnAway(socket, address);
      return;
    }
    this.#countByAddress.set(address, count + 1);
    const timer = setTimeout(() => {
      socket.destroy();
    }, this.#limits.upgradeTimeoutMs);
    this.#timers.set(socket, timer);
    socket.once('close', () => {
      this.release(socket, address);
    });
  }

  #turnAway(socket: Socket, address: string): void {
    if (!this.#crowded.has(address)) this.#onCrowd(socket);
    this.#crowded.add(address);
    socket.destroy();
  }

  /** The socket has become a WebSocket, or is gone. */
  release(socket: Socket, address = socket.remoteAddress ?? ''): void {
    const timer = this.#timers.get(socket);
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#timers.delete(socket);
    this.#crowded.delete(address);
    const count = this.#countByAddress.get(address) ?? 0;
    if (count > 1) this.#countByAddress.set(address, count - 1);
    else this.#countByAddress.delete(address);
  }

  destroyAll(): void {
    for (const socket of [...this.#timers.keys()]) socket.destroy();
  }
}
