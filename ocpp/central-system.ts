import type { Command, CommandOutcome } from './model/command.ts';
import type { Frame } from './model/frame.ts';
import type { StationHabit } from './model/habit.ts';
import type { IdTokenInfo } from './model/id-token.ts';
import type { MeterValue } from './model/meter.ts';
import type { EvseStatus, OcppVersion, StationDetails } from './model/station.ts';
import type { EpochMs, StationTime } from './model/time.ts';
import type { StopReason } from './model/transaction.ts';

/**
 * What an OCPP server needs of the program it serves: who may connect, and the rules a station's messages are answered by. It names no OCPP
 * version; every version folder calls it.
 */
export interface CentralSystem {
  /** Decides on a WebSocket upgrade before it is answered. Must not throw; a refusal is a value. */
  admit(handshake: Handshake): Promise<HandshakeVerdict>;

  /** A connection is open. Called once per connection, before its first message; replaces any earlier one of the same station. */
  connected(connection: StationConnectionInfo): void;

  /** The current connection of a station is gone. Never called for a connection that a newer one has replaced. */
  disconnected(connection: StationConnectionInfo, reason: DisconnectReason): void;

  /** An upgrade was refused, by `admit` or by the server itself; for the eyes of the installer. */
  handshakeFailed(handshake: Handshake, refusal: HandshakeRefusal): void;

  /**
   * Runs one CALL of a station as one unit of work: the received frame, all effects of `answer` and the answering frame are committed
   * together, and the promise settles only when they are on disk. When `answer` throws, its effects are undone and the frames are kept all
   * the same: the thrown error goes through `answerFault`, whose frame is stored and returned. Rejects only when nothing could be stored:
   * the server must then send nothing and close the connection, so that the station keeps its message.
   */
  exchange(
    received: ReceivedCall,
    answer: (rules: ChargingRules) => Promise<Frame>,
    answerFault: (fault: unknown) => Frame,
  ): Promise<Frame>;

  /** Keeps frames that need no answer: our CALLs, the answers to them, and text that is no OCPP-J message. Best effort, never throws. */
  record(connection: StationConnectionInfo, frame: Frame): void;

  /** The station departed from the specification and was understood all the same. Best effort, never throws. */
  noticed(stationId: string, habit: StationHabit, sample: string | null): void;
}

/** A WebSocket upgrade request of a station. */
export interface Handshake {
  readonly at: EpochMs;
  /** Last non-empty path segment, percent-decoded and trimmed; empty when there is none. */
  readonly stationId: string;
  /** Path and query as received. */
  readonly url: string;
  readonly remoteAddress: string;
  /** Local address the station dialled, the host it can be told to reach us at. */
  readonly localAddress: string;
  /** Subprotocols offered, in the station's order; empty when the header is missing. */
  readonly subprotocols: readonly string[];
  /** From an HTTP Basic `Authorization` header; the password as raw bytes. Null without a readable one. */
  readonly credentials: { readonly user: string; readonly password: Uint8Array } | null;
  /** The connection is encrypted. */
  readonly secure: boolean;
  /** Certificate the station showed, DER; null without one. Nobody has judged it yet. */
  readonly clientCertificate: Uint8Array | null;
}

export type HandshakeVerdict =
  | {
      readonly kind: 'accept';
      /** The spelling to use from now on: identities are compared case-insensitively. */
      readonly stationId: string;
      /** It is no stranger: its messages may be longer, because a report that is cut off is sent again for ever. */
      readonly isAdmitted?: boolean | undefined;
    }
  | { readonly kind: 'refuse'; readonly refusal: HandshakeRefusal };

export type HandshakeRefusal =
  | 'badIdentity'
  | 'unknownStation'
  | 'rejectedStation'
  | 'wrongCredentials'
  /** Too many wrong passwords: not even looked at for a while. */
  | 'tooManyAttempts'
  /** It should have come by another security profile: over TLS, or not over TLS. */
  | 'wrongSecurityProfile'
  | 'clientCertificateMissing'
  /** Not one we issued to this station, or not valid now. */
  | 'clientCertificateInvalid'
  | 'clientCertificateRevoked'
  /** No TLS came about: the station does not trust our certificate, or knows no cipher of ours. */
  | 'tlsFailed'
  /** Another address holds a connection under this identity, and neither proves who it is. */
  | 'identityInUse'
  | 'noCommonSubprotocol'
  | 'browserOrigin'
  | 'notWebSocket'
  | 'tooManyConnections'
  | 'storageFault';

export interface StationConnectionInfo {
  readonly stationId: string;
  /** Unique per connection, never reused. */
  readonly connectionId: string;
  readonly version: OcppVersion;
  /** The station sent no `Sec-WebSocket-Protocol` header; the version is then assumed. */
  readonly subprotocolMissing: boolean;
  readonly secure: boolean;
  readonly remoteAddress: string;
  readonly localAddress: string;
  readonly connectedAt: EpochMs;
}

export type DisconnectReason =
  | 'closed'
  | 'pingTimeout'
  | 'protocolError'
  /** The station will send the same message again: what it reports is never heard. */
  | 'messageTooLong'
  | 'tooSlow'
  | 'storageFault'
  | 'shutdown';

export interface ReceivedCall {
  readonly connection: StationConnectionInfo;
  readonly frame: Frame;
}

/**
 * The rules of charging, bound to one station and one unit of work. Content never makes them throw: a doubtful report is taken, flagged and
 * answered (OCPP 1.6 §4.7, §4.8, §4.10). They throw `OcppError` where the protocol asks for an error, and anything else when storing fails.
 */
export interface ChargingRules {
  /** OCPP 1.6 §4.2, 2.0.1 B01–B03. */
  bootNotification(boot: StationDetails): Promise<BootAnswer>;
  /** OCPP 1.6 §4.6, 2.0.1 G02. */
  heartbeat(): Promise<{ readonly currentTime: EpochMs }>;
  /** OCPP 1.6 §4.1, 2.0.1 C01. */
  authorize(idToken: string): Promise<IdTokenInfo>;
  /** OCPP 1.6 §4.9, 2.0.1 G01. `evseId` 0 is the station itself. */
  statusNotification(report: StatusReport): Promise<void>;
  /** OCPP 1.6 §4.8, 2.0.1 E02. */
  transactionStarted(report: TransactionStart): Promise<TransactionStartAnswer>;
  /** OCPP 1.6 §4.7, 2.0.1 E02 and J02: readings during a transaction or outside of one. */
  meterValues(report: MeterReport): Promise<void>;
  /** OCPP 1.6 §4.10, 2.0.1 E06. The info is null when the station asked about no id token. */
  transactionEnded(report: TransactionEnd): Promise<IdTokenInfo | null>;
  /** OCPP 1.6 §4.3, 2.0.1 P02. */
  dataTransfer(message: VendorMessage): Promise<VendorMessageAnswer>;
  /** OCPP 1.6 §4.5, security whitepaper §5.14, 2.0.1 L01. */
  firmwareStatus(report: ProgressReport): Promise<void>;
  /** OCPP 1.6 §4.4, security whitepaper §5.9, 2.0.1 N01: an upload of diagnostics or of a log. */
  logStatus(report: ProgressReport): Promise<void>;
  /** Security whitepaper §5.10, 2.0.1 A04. */
  securityEvent(event: SecurityEvent): Promise<void>;
  /**
   * Security whitepaper §5.11, 2.0.1 A02: the station wants a certificate. `csr` is PKCS#10 in PEM. When accepted, the certificate follows as a
   * command of its own.
   */
  signCertificate(csr: string): Promise<'Accepted' | 'Rejected'>;
}

export interface BootAnswer {
  readonly status: 'Accepted' | 'Pending' | 'Rejected';
  readonly currentTime: EpochMs;
  /** Heartbeat interval when accepted, else how long to wait before the next BootNotification. */
  readonly intervalSeconds: number;
}

export interface StatusReport {
  readonly evseId: number;
  readonly connectorId: number;
  readonly status: EvseStatus;
  /** Error word as sent; null for `NoError` and where the version has none. */
  readonly errorCode: string | null;
  readonly info: string | null;
  readonly vendorId: string | null;
  readonly vendorErrorCode: string | null;
  readonly time: StationTime;
}

export interface TransactionStart {
  readonly evseId: number;
  /** Null in 1.6, where we number transactions; the station's own id from 2.0.1 on. */
  readonly transactionId: string | null;
  readonly idToken: string;
  /** Register at the start, Wh; null when the station sent no usable number. */
  readonly meterStartWh: number | null;
  readonly time: StationTime;
  /** Null for none; some stations send 0, which is none as well. */
  readonly reservationId: number | null;
}

export interface TransactionStartAnswer {
  readonly transactionId: string;
  readonly idTokenInfo: IdTokenInfo;
}

export interface MeterReport {
  readonly evseId: number;
  /** Null when the station named no transaction. */
  readonly transactionId: string | null;
  readonly meterValues: readonly MeterValue[];
}

export interface TransactionEnd {
  /** As sent; stations are known to send -1, 0 and ids of others. */
  readonly transactionId: string;
  /** Null when the station named none. */
  readonly idToken: string | null;
  /** Register at the end, Wh; null when the station sent no usable number. */
  readonly meterStopWh: number | null;
  readonly time: StationTime;
  readonly reason: StopReason;
  readonly meterValues: readonly MeterValue[];
}

export interface ProgressReport {
  /** The station's own word. */
  readonly status: string;
  /** Number of the request it is about; null where the message has none. */
  readonly requestId: number | null;
}

export interface SecurityEvent {
  /** A word of the whitepaper's list, or the station's own. */
  readonly type: string;
  readonly time: StationTime;
  readonly techInfo: string | null;
}

export interface VendorMessage {
  readonly vendorId: string;
  readonly messageId: string | null;
  readonly data: string | null;
}

export interface VendorMessageAnswer {
  readonly status: 'Accepted' | 'Rejected' | 'UnknownMessageId' | 'UnknownVendorId';
  readonly data?: string | undefined;
}

/** The way back: what the OCPP server offers to the program it serves. */
export interface StationLink {
  /**
   * Sends a command over the station's current connection. Never rejects. An operator's goes out at once; an `automatic` one waits until the
   * station's BootNotification is answered or has had its time to come, because stations break off when spoken to too early.
   */
  command(stationId: string, command: Command, origin?: 'operator' | 'automatic'): Promise<CommandOutcome>;
  /** Ends the station's current connection, if any, and whatever is being admitted under its identity: it has to be judged anew. */
  disconnect(stationId: string): void;
}
