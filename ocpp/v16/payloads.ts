import { OcppError, type OcppErrorCode } from '../model/ocpp-error.ts';
import { silently, type Notice } from '../notice.ts';
import { fitPayload, inSchemaOrder } from '../validators/fit.ts';
import { shapes, type ValidatorFault } from './generated/validators.js';
import type { Action, Messages } from './messages.ts';
import { isReceived, receivedFault, schemaName, sendingFault, type MessageKind, type Received } from './validators.ts';

/** Makes a received request usable, or throws the `OcppError` that says what is wrong with it. */
export function readRequest<A extends Action>(
  action: A,
  payload: unknown,
  notice: Notice = silently,
): Received<A, 'request'> {
  return read(action, 'request', payload, notice);
}

/** Makes a received answer usable, or throws an `OcppError`. */
export function readResponse<A extends Action>(
  action: A,
  payload: unknown,
  notice: Notice = silently,
): Received<A, 'response'> {
  return read(action, 'response', payload, notice);
}

function read<A extends Action, K extends MessageKind>(
  action: A,
  kind: K,
  payload: unknown,
  notice: Notice,
): Received<A, K> {
  if (typeof payload !== 'object' || payload === null) {
    throw new OcppError('FormatViolation', 'The payload must be an object.');
  }
  const fitted: unknown = fitPayload(shapes[schemaName<Action, MessageKind>(action, kind)], payload, notice);
  if (isReceived(action, kind, fitted)) return fitted;
  throw faultError(receivedFault(action, kind));
}

const codeByKeyword: ReadonlyMap<string, OcppErrorCode> = new Map([
  ['required', 'OccurrenceConstraintViolation'],
  ['type', 'TypeConstraintViolation'],
]);

function faultError(fault: ValidatorFault | null): OcppError {
  if (fault === null) return new OcppError('ProtocolError');
  const missing = fault.params['missingProperty'];
  const place = `${fault.instancePath}${typeof missing === 'string' ? `/${missing}` : ''}`;
  return new OcppError(codeByKeyword.get(fault.keyword) ?? 'PropertyConstraintViolation', `${fault.keyword}: ${place}`);
}

/** Something we were about to send is not what the official schema allows: a fault of this program, not of the station. */
export class InvalidOutgoingMessage extends Error {
  constructor(action: Action, kind: MessageKind, fault: ValidatorFault) {
    super(`${action} ${kind} breaks its schema: ${fault.keyword} at ${fault.instancePath || '/'}`);
    this.name = 'InvalidOutgoingMessage';
  }
}

/** A request as it may be sent, or throws `InvalidOutgoingMessage`. */
export function writeRequest<A extends Action>(action: A, request: Messages[A]['request']): object {
  return write(action, 'request', request);
}

/** An answer as it may be sent, or throws `InvalidOutgoingMessage`. */
export function writeResponse<A extends Action>(action: A, response: Messages[A]['response']): object {
  return write(action, 'response', response);
}

function write(action: Action, kind: MessageKind, message: object): object {
  const payload = inSchemaOrder(shapes[schemaName(action, kind)], message);
  const fault = sendingFault(action, kind, payload);
  if (fault !== null) throw new InvalidOutgoingMessage(action, kind, fault);
  return payload;
}
