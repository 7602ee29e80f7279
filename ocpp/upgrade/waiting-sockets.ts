import type { Socket } from 'node:net';

export interface WaitingSocketLimits {
  /** How long a socket may take until it has become a WebSocket. */
  readonly upgradeTimeoutMs: number;
  /** How many such sockets one address may have. */
  readonly maxWaitingPerAddress: number;
}

/** Names a TCP connection while it is open; an encrypted socket has the name of the one below it. */
export function endpointOf({ remoteAddress, remotePort, localPort }: Socket): string {
  return `${remoteAddress ?? ''} ${String(remotePort)} ${String(localPort)}`;
}

interface WaitingSocket {
  readonly socket: Socket;
  readonly address: string;
  readonly timer: NodeJS.Timeout;
}

/** TCP connections that are no WebSocket yet: each has little time, and no address has many. Node itself lets a silent one stay for ever. */
export class WaitingSockets {
  readonly #limits: WaitingSocketLimits;
  readonly #waiting = new Map<string, WaitingSocket>();
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
    const endpoint = endpointOf(socket);
    const timer = setTimeout(() => {
      socket.destroy();
    }, this.#limits.upgradeTimeoutMs);
    const waiting = { socket, address, timer };
    this.#waiting.set(endpoint, waiting);
    socket.once('close', () => {
      // Another connection may have got its name.
      if (this.#waiting.get(endpoint) === waiting) this.#release(endpoint, waiting);
    });
  }

  #turnAway(socket: Socket, address: string): void {
    if (!this.#crowded.has(address)) this.#onCrowd(socket);
    this.#crowded.add(address);
    socket.destroy();
  }

  /** The socket, or the one encrypted over it, has become a WebSocket, or someone else looks after it now. */
  release(socket: Socket): void {
    const endpoint = endpointOf(socket);
    const waiting = this.#waiting.get(endpoint);
    if (waiting !== undefined) this.#release(endpoint, waiting);
  }

  #release(endpoint: string, { address, timer }: WaitingSocket): void {
    clearTimeout(timer);
    this.#waiting.delete(endpoint);
    this.#crowded.delete(address);
    const count = this.#countByAddress.get(address) ?? 0;
    if (count > 1) this.#countByAddress.set(address, count - 1);
    else this.#countByAddress.delete(address);
  }

  destroyAll(): void {
    for (const { socket } of [...this.#waiting.values()]) socket.destroy();
  }
}
