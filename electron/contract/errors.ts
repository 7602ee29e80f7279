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

/** An expected failure that crosses the console wire with its code. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, message: string = code) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
