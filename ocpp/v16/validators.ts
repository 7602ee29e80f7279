import { loose, strict, type ValidatorFault } from './generated/validators.js';
import type { sparseRequests } from './leniency.ts';
import type { Action, Messages } from './messages.ts';

export type MessageKind = 'request' | 'response';

/** A received message: words outside of the specification's lists are still words. */
type Loose<T> = T extends string ? string : { readonly [K in keyof T]: Loose<T[K]> };

/** A received message of which every field may be missing. */
type Sparse<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Sparse<Item>[]
    : { readonly [K in keyof T]?: Sparse<T[K]> | undefined };

type SparseAction = (typeof sparseRequests)[number];

/** What a handler is given. */
export type Received<A extends Action, K extends MessageKind> = K extends 'request'
  ? A extends SparseAction
    ? Sparse<Messages[A]['request']>
    : Loose<Messages[A]['request']>
  : Loose<Messages[A]['response']>;

const suffix = { request: 'Request', response: 'Response' } as const;

/** Name of a message's schema: `AuthorizeRequest`, `AuthorizeResponse` … */
export function schemaName<A extends Action, K extends MessageKind>(action: A, kind: K): `${A}${(typeof suffix)[K]}` {
  return `${action}${suffix[kind]}`;
}

/** Whether a fitted payload holds what a handler needs. */
export function isReceived<A extends Action, K extends MessageKind>(
  action: A,
  kind: K,
  payload: unknown,
): payload is Received<A, K> {
  return loose[schemaName<Action, MessageKind>(action, kind)](payload);
}

/** The first fault found by the last `isReceived` of that message. */
export function receivedFault(action: Action, kind: MessageKind): ValidatorFault | null {
  return loose[schemaName(action, kind)].errors?.[0] ?? null;
}

/** What is wrong with a message we are about to send, by the official schema; null when nothing is. */
export function sendingFault(action: Action, kind: MessageKind, payload: unknown): ValidatorFault | null {
  const validate = strict[schemaName(action, kind)];
  return validate(payload) ? null : (validate.errors?.[0] ?? null);
}
