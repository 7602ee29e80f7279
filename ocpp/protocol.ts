import type { ChargingRules } from './central-system.ts';
import type { Command, CommandOutcome } from './model/command.ts';
import type { OcppErrorCode } from './model/ocpp-error.ts';
import type { OcppVersion } from './model/station.ts';
import type { EpochMs } from './model/time.ts';
import type { Notice } from './notice.ts';
import type { IncomingCall } from './rpc/peer.ts';

/** One OCPP version, as the server speaks it. */
export interface Protocol {
  /** Its WebSocket subprotocol as well. */
  readonly version: OcppVersion;

  /** Puts a CALL to the rules and returns the payload of the CALLRESULT; throws what `answerFault` then answers. */
  answer(call: IncomingCall, rules: ChargingRules, notice: Notice): Promise<object>;

  /** What a CALL is answered with when `answer` threw. */
  answerFault(call: IncomingCall, fault: unknown): FaultAnswer;

  /** The CALL a command becomes; throws when the command does not fit the version. */
  outgoing(command: Command): OutgoingCommand;

  /** The outcome of a command that was answered with a CALLERROR. */
  refusal(code: string, notice: Notice): CommandOutcome;
}

export type FaultAnswer =
  | { readonly kind: 'result'; readonly payload: object }
  /** `wireCode` in the version's own spelling. */
  | { readonly kind: 'error'; readonly wireCode: string; readonly description: string };

export interface OutgoingCommand {
  readonly action: string;
  readonly payload: object;
  /** What is kept of the payload: the same, but for a secret in it. */
  readonly observedPayload: object;
  /** Sent before what is not urgent. */
  readonly urgent: boolean;
  /** Reads the payload of the CALLRESULT; throws an `OcppError` when it is not what it should be. */
  readOutcome(payload: unknown, answeredAt: EpochMs, notice: Notice): CommandOutcome;
}

/** How an error code of any version bears on a command. */
export function refusedWith(code: OcppErrorCode): CommandOutcome {
  const kind = code === 'NotImplemented' || code === 'NotSupported' ? 'notSupported' : 'rejected';
  return { kind, reason: code };
}
