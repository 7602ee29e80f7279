/**
 * Why a data folder cannot be opened. Nothing was created or overwritten.
 * - `locked`: another service holds the folder
 * - `fromTheFuture`: a newer version of this program wrote the database
 * - `notADatabase`: the file is something else, or another program's database
 * - `corrupt`: the database is damaged
 * - `unwritable`: the folder or the database cannot be written to
 * - `missing`: the database was here, and is gone or empty
 * - `migrationFailed`: bringing the database up to date failed; it is as it was
 */
export type StoreOpenErrorCode =
  'locked' | 'fromTheFuture' | 'notADatabase' | 'corrupt' | 'unwritable' | 'missing' | 'migrationFailed';

const sentences: Readonly<Record<StoreOpenErrorCode, string>> = {
  locked: 'Another running copy of the program uses this data folder',
  fromTheFuture: 'A newer version of the program wrote this database',
  notADatabase: 'This file is not a database of this program',
  corrupt: 'The database is damaged',
  unwritable: 'The data folder cannot be written to',
  missing: 'The database that was in this data folder is gone or empty',
  migrationFailed: 'The database could not be brought up to date and was left as it was',
};

/** `message` is one clear sentence in English; the texts for people live in the message files, by `code`. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
  readonly code: StoreOpenErrorCode;
  readonly path: string;

  constructor(code: StoreOpenErrorCode, path: string, cause?: unknown) {
    super(`${sentences[code]}: ${path}`, { cause });
    this.code = code;
    this.path = path;
  }
}
