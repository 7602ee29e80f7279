import { OcppError } from '../model/ocpp-error.ts';
import { silently, type Notice } from '../notice.ts';
import { nestsDeeperThan } from './depth.ts';
import { repairJson } from './repair-json.ts';

/** Deeper than any OCPP message, shallower than any parser's trouble. */
const maxDepth = 16;
const maxMessageIdLength = 36;
const maxDescriptionLength = 255;
/** Longer ids are not worth echoing. */
const maxEchoedIdLength = 255;

/** A text frame, read as OCPP-J (OCPP-J 1.6 §4.2, 2.0.1 Part 4 §4.2). */
export type RpcFrame =
  | CallFrame
  | { readonly kind: 'result'; readonly messageId: string; readonly payload: unknown }
  | ErrorFrame
  /** An array of an unknown message type: to be ignored in 1.6 (OCPP-J 1.6 §4.2.2). */
  | { readonly kind: 'unknownType' }
  | { readonly kind: 'empty' }
  /** No OCPP-J message, and nothing in it that could be answered. */
  | { readonly kind: 'junk'; readonly reason: 'tooDeep' | 'notJson' | 'noEnvelope' };

export interface CallFrame {
  readonly kind: 'call';
  readonly messageId: string;
  /** Empty when it cannot be read. */
  readonly action: string;
  /** An object unless `fault` says otherwise, null when it cannot be read; never copied whole, only field by field. */
  readonly payload: unknown;
  /** What is wrong with the envelope; null for a sound one. */
  readonly fault: OcppError | null;
}

export interface ErrorFrame {
  readonly kind: 'error';
  readonly messageId: string;
  /** As sent: stations use the words of several versions. */
  readonly code: string;
  readonly description: string;
}

/** Reads one text frame. Never throws. */
export function readFrame(text: string, notice: Notice = silently): RpcFrame {
  if (text.trim() === '') return { kind: 'empty' };
  if (nestsDeeperThan(text, maxDepth)) return { kind: 'junk', reason: 'tooDeep' };
  const parsed = parseJson(text) ?? mendJson(text, notice);
  if (parsed === null) return readBrokenCall(text);
  return readEnvelope(parsed.value, notice);
}

function mendJson(text: string, notice: Notice): { readonly value: unknown } | null {
  const mended = parseJson(repairJson(text));
  if (mended !== null) notice('brokenJson', undefined, text);
  return mended;
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function readEnvelope(value: unknown, notice: Notice): RpcFrame {
  if (!Array.isArray(value) || value.length < 2) return { kind: 'junk', reason: 'noEnvelope' };
  const envelope: readonly unknown[] = value;
  const [type, id, third, fourth] = envelope;
  if (type !== 2 && type !== 3 && type !== 4) return { kind: 'unknownType' };
  if (typeof id !== 'string' && typeof id !== 'number') return { kind: 'junk', reason: 'noEnvelope' };
  if (typeof id === 'number') notice('wrongScalarTypes', 'messageId', id);
  const messageId = String(id);
  switch (type) {
    case 2:
      return readCall(id, messageId, third, emptyAsObject(fourth, notice));
    case 3:
      return { kind: 'result', messageId, payload: emptyAsObject(third, notice) };
    case 4:
      return { kind: 'error', messageId, code: asText(third), description: asText(fourth) };
  }
}

function readCall(id: string | number, messageId: string, action: unknown, payload: unknown): CallFrame {
  const fault = callFault(id, action, payload);
  return {
    kind: 'call',
    messageId,
    action: typeof action === 'string' ? action : '',
    payload,
    fault: fault === null ? null : new OcppError('FormatViolation', fault),
  };
}

function callFault(id: string | number, action: unknown, payload: unknown): string | null {
  if (typeof id !== 'string' || !isMessageId(id))
    return 'The message id must be a text of 1 to 36 printable characters.';
  if (typeof action !== 'string') return 'The action must be a text.';
  if (typeof payload !== 'object' || Array.isArray(payload)) return 'The payload must be an object.';
  return null;
}

function isMessageId(id: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  return id.length > 0 && id.length <= maxMessageIdLength && !/[\u0000-\u001f\u007f]/.test(id);
}

/** Stations write an empty payload as `null`, leave it out, or send PHP's empty array. */
function emptyAsObject(payload: unknown, notice: Notice): unknown {
  const isEmpty = payload === undefined || payload === null || (Array.isArray(payload) && payload.length === 0);
  if (!isEmpty) return payload;
  notice('nullPayload', undefined, payload);
  return {};
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A CALL whose id and action can be read though its JSON cannot be mended deserves an error, or the station waits for nothing. */
const brokenCall = /^\s*\[\s*2\s*,\s*"([^"\\]{1,36})"\s*,\s*"([^"\\]{1,50})"/;

function readBrokenCall(text: string): RpcFrame {
  const [, messageId, action] = brokenCall.exec(text) ?? [];
  if (messageId === undefined || action === undefined) return { kind: 'junk', reason: 'notJson' };
  const fault = new OcppError('FormatViolation', 'The message is no valid JSON.');
  return { kind: 'call', messageId, action, payload: null, fault };
}

/** The text of a CALL. */
export function callText(messageId: string, action: string, payload: object): string {
  return JSON.stringify([2, messageId, action, payload]);
}

/** The text of a CALLRESULT. */
export function resultText(messageId: string, payload: object): string {
  return JSON.stringify([3, messageId, payload]);
}

/** The text of a CALLERROR; `code` in the spelling of the version spoken. */
export function errorText(messageId: string, code: string, description: string): string {
  const id = messageId.length > maxEchoedIdLength ? '-1' : messageId;
  return JSON.stringify([4, id, code, description.slice(0, maxDescriptionLength), {}]);
}
