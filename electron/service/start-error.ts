import type { StartFailure } from '../contract/host.ts';
import { StoreOpenError, type StoreOpenErrorCode } from './store/store-open-error.ts';

/** Why the service cannot start; `message` is one sentence for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartFailure;

  constructor(code: StartFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const failureOf: Readonly<Record<StoreOpenErrorCode, StartFailure>> = {
  locked: 'folderInUse',
  fromTheFuture: 'databaseFromFuture',
  notADatabase: 'databaseDamaged',
  corrupt: 'databaseDamaged',
  unwritable: 'folderNotWritable',
  missing: 'databaseDamaged',
  migrationFailed: 'databaseDamaged',
};

export function startErrorOf(fault: unknown): StartError {
  if (fault instanceof StartError) return fault;
  if (fault instanceof StoreOpenError) return new StartError(failureOf[fault.code], fault.message, fault);
  return new StartError(
    'internal',
    `The service could not start: ${fault instanceof Error ? fault.message : String(fault)}`,
    fault,
  );
}
