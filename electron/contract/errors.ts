/** Why a console method failed. Texts for people live in the message files, by code. */
export type ErrorCode =
  /** `details.faults`: `[{path, message}]`, one for each wrong field. */
  | 'invalidInput'
  /** No such method. */
  | 'unknownMethod'
  /** `details.what` and `details.id`. */
  | 'notFound'
  /** It is there already; `details.what` and `details.id`. */
  | 'alreadyExists'
  /** It cannot be done now; `details.reason`. */
  | 'conflict'
  /** The disk or the database fails. */
  | 'storageFault'
  /** The connection to the service was lost before the answer came. */
  | 'disconnected'
  | 'internal';

export interface ErrorDetails {
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
  readonly what?: string;
  readonly id?: string;
  readonly reason?: string;
}

/** For logs and those who write programs; people read the message files. */
const sentences: Readonly<Record<ErrorCode, string>> = {
  invalidInput: 'The request is wrong where `details.faults` says',
  unknownMethod: 'There is no such method',
  notFound: 'There is nothing under this id',
  alreadyExists: 'It exists already',
  conflict: 'It cannot be done now',
  storageFault: 'The disk or the database fails',
  disconnected: 'The connection to the service was lost before the answer came',
  internal: 'The service met a fault of its own, which stands in its log',
};

/** An expected failure that crosses the console wire with its code. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, message: string = sentences[code]) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
