/**
 * Why the store cannot keep anything.
 * - `diskFull`, `readOnly`, `inputOutput`: the medium
 * - `busy`: another program holds the database for longer than we wait
 * - `corrupt`: the file is damaged; does not heal by itself
 * - `closed`: the store was closed
 */
export type StorageFaultCode = 'diskFull' | 'readOnly' | 'inputOutput' | 'busy' | 'corrupt' | 'closed';

/** The disk or the database fails: nothing of the rejected unit of work is kept. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
  readonly code: StorageFaultCode;

  constructor(code: StorageFaultCode, cause?: unknown) {
    super(`storage fault: ${code}`, { cause });
    this.code = code;
  }
}

/** SQLite's primary result codes that say something of the storage, not of the statement (sqlite.org/rescode.html). */
const faultCodes: ReadonlyMap<number, StorageFaultCode> = new Map([
  [3, 'inputOutput'], // PERM
  [5, 'busy'], // BUSY
  [6, 'busy'], // LOCKED
  [7, 'inputOutput'], // NOMEM
  [8, 'readOnly'], // READONLY
  [9, 'inputOutput'], // INTERRUPT
  [10, 'inputOutput'], // IOERR
  [11, 'corrupt'], // CORRUPT
  [13, 'diskFull'], // FULL
  [14, 'inputOutput'], // CANTOPEN
  [15, 'busy'], // PROTOCOL
  [26, 'corrupt'], // NOTADB
]);

/** The primary result code of an error of the driver; null for any other error. */
export function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errno' in error) || typeof error.errno !== 'number') return null;
  return error.errno & 0xff;
}

/** The fault an error of the driver stands for; null when the storage is not to blame. */
export function storageFaultOf(error: unknown): StorageFault | null {
  if (error instanceof StorageFault) return error;
  const code = faultCodes.get(resultCode(error) ?? 0);
  return code === undefined ? null : new StorageFault(code, error);
}
