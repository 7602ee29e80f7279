/** A two-way line to the service that carries text frames; it lives once, a new connection is a new transport. */
export interface Transport {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

export interface TransportListener {
  opened(): void;
  received(text: string): void;
  /** Called once, also when the line could not be opened. */
  closed(): void;
}

export type OpenTransport = (listener: TransportListener) => Transport;
