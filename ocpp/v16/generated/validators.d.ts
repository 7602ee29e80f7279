import type { ObjectShape } from '../../validators/shape.ts';
import type { Action } from '../messages.ts';

/** `AuthorizeRequest`, `AuthorizeResponse` … */
export type MessageName = `${Action}${'Request' | 'Response'}`;

/** A compiled validator; after a `false` it holds the first fault. */
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly ValidatorFault[] | null;
}

export interface ValidatorFault {
  /** JSON pointer to the place. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Official schemas, for what we send. */
export declare const strict: Readonly<Record<MessageName, Validator>>;
/** Types and required fields only, for what comes in. */
export declare const loose: Readonly<Record<MessageName, Validator>>;
export declare const shapes: Readonly<Record<MessageName, ObjectShape>>;
