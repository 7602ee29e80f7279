import type { ChargingRules } from '../central-system.ts';
import type { Command, CommandType } from '../model/command.ts';
import { OcppError } from '../model/ocpp-error.ts';
import type { Notice } from '../notice.ts';
import { refusedWith, type FaultAnswer, type OutgoingCommand, type Protocol } from '../protocol.ts';
import type { IncomingCall } from '../rpc/peer.ts';
import { readErrorCode, writeErrorCode } from './error-codes.ts';
import { inbound } from './inbound.ts';
import { callers, findAction, type Action, type StationAction } from './messages.ts';
import { outbound } from './outbound.ts';
import type { CommandOf } from './outbound-command.ts';
import { readRequest, writeResponse } from './payloads.ts';
import type { Received } from './validators.ts';

/** OCPP 1.6 over JSON. */
export const ocpp16: Protocol = {
  version: 'ocpp1.6',
  answer,
  answerFault,
  outgoing,
  refusal: (code, notice) => refusedWith(readErrorCode(code, notice)),
};

/** Messages a station throws away after a few errors, energy and money with them: they are answered if there is any way to. */
const transactionActions: ReadonlySet<string> = new Set<StationAction>([
  'MeterValues',
  'StartTransaction',
  'StopTransaction',
]);

const isStationAction = (action: Action): action is StationAction => callers[action] !== 'centralSystem';

async function answer(call: IncomingCall, rules: ChargingRules, notice: Notice): Promise<object> {
  if (call.fault !== null && !isWorthTaking(call)) throw call.fault;
  const action = findAction(call.action);
  if (action === null) throw new OcppError('NotImplemented');
  if (!isStationAction(action)) throw new OcppError('NotSupported');
  return handle(action, readRequest(action, call.payload, notice), rules, notice);
}

/** A doubtful message id is no reason to lose a transaction's data. */
function isWorthTaking({ action, payload }: IncomingCall): boolean {
  return transactionActions.has(action) && typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}

async function handle<A extends StationAction>(
  action: A,
  request: Received<A, 'request'>,
  rules: ChargingRules,
  notice: Notice,
): Promise<object> {
  return writeResponse(action, await inbound[action](request, rules, notice));
}

/** Messages whose answer may say nothing: after a fault of ours it still ends the station's retries, and the frame is kept. */
const answerableWithNothing: ReadonlySet<string> = new Set<StationAction>(['MeterValues', 'StopTransaction']);

function answerFault(call: IncomingCall, fault: unknown): FaultAnswer {
  if (fault instanceof OcppError) {
    return { kind: 'error', wireCode: writeErrorCode(fault.code), description: fault.message };
  }
  if (answerableWithNothing.has(call.action)) return { kind: 'result', payload: {} };
  return { kind: 'error', wireCode: writeErrorCode('InternalError'), description: '' };
}

function outgoing(command: Command): OutgoingCommand {
  return prepare(command.type, command);
}

function prepare<T extends CommandType>(type: T, command: CommandOf<T>): OutgoingCommand {
  return outbound[type](command);
}
