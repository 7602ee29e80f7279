import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CentralSystem } from './central-system.ts';
import type { OcppLog } from './log.ts';
import type { Clock } from './model/time.ts';
import { defaultRpcLimits, type RpcLimits } from './rpc/peer.ts';

/** All an OCPP server is made of; nothing has a default but by `defaultServerSettings`. */
export interface OcppServerOptions extends OcppServerSettings {
  readonly centralSystem: CentralSystem;
  readonly clock: Clock;
  readonly log: OcppLog;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
}

export interface OcppServerSettings extends RpcLimits {
  /** How long a socket may take until it has become a WebSocket. */
  readonly upgradeTimeoutMs: number;
  /** How long the header of an upgrade request may take. */
  readonly headersTimeoutMs: number;
  /** How many sockets that are no WebSocket yet one address may have. */
  readonly maxWaitingPerAddress: number;
  readonly maxConnections: number;
  /** Longest message of a stranger, in bytes. */
  readonly maxMessageBytes: number;
  /** Longest message of a station that is admitted, in bytes. */
  readonly maxAdmittedMessageBytes: number;
  /** Pieces a message may come in. */
  readonly maxFragments: number;
  readonly pingIntervalMs: number;
  /** After this many pings without a sign of life a connection is dead. */
  readonly maxMissedPings: number;
  /** How much may wait to be sent to a station that does not read. */
  readonly maxSendBufferBytes: number;
  /** How long it may not read at all. */
  readonly sendStallMs: number;
  /** How long a closing connection waits for the other side's goodbye. */
  readonly closeTimeoutMs: number;
  /** How long commands nobody gave wait for a BootNotification (stations break off when spoken to too early). */
  readonly settleMs: number;
  /** Frames a station may send without waiting for answers: in the long run, and at once. Beyond it its socket is read more slowly. */
  readonly unansweredPerSecond: number;
  readonly unansweredBurst: number;
  /** Frames a minute that are no OCPP-J messages. */
  readonly maxJunkPerMinute: number;
  /**
   * Offered every plain HTTP request, of either port, before it is turned away; true when it is taken. A request that is taken is no longer
   * limited in time or number by the server: whoever takes it answers it, and limits it. Its connection is closed after the answer.
   */
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Settings for one site on an office network. */
export const defaultServerSettings: OcppServerSettings = {
  ...defaultRpcLimits,
  upgradeTimeoutMs: 10_000,
  headersTimeoutMs: 5_000,
  // A hundred stations behind one router dial at once when the power returns.
  maxWaitingPerAddress: 128,
  maxConnections: 12_000,
  maxMessageBytes: 1_048_576,
  // A stop with all readings of a long session in it.
  maxAdmittedMessageBytes: 4_194_304,
  maxFragments: 1_024,
  // A cable that was pulled shows within a minute.
  pingIntervalMs: 20_000,
  maxMissedPings: 2,
  maxSendBufferBytes: 1_048_576,
  sendStallMs: 30_000,
  closeTimeoutMs: 2_000,
  settleMs: 30_000,
  unansweredPerSecond: 20,
  unansweredBurst: 200,
  maxJunkPerMinute: 20,
  onRequest: () => false,
};
