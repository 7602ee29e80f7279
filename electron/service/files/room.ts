import { AppError } from '../../contract/errors.ts';
import type { Store } from '../store/store.ts';
import type { FileLimits } from './file-limits.ts';
import type { FileShelf } from './file-shelf.ts';

export interface RoomDeps {
  readonly store: Store;
  readonly shelf: FileShelf;
  readonly limits: FileLimits;
}

/** Throws `conflict` `diskFull` unless this much more can be kept; files that are still coming count with their full size. */
export async function requireRoom({ store, shelf, limits }: RoomDeps, sizeBytes: number): Promise<void> {
  const kept = await store.read.files.totalBytes();
  const free = await shelf.freeBytes();
  if (kept + sizeBytes > limits.maxTotalBytes || free - sizeBytes < limits.minFreeBytes) {
    throw new AppError('conflict', { reason: 'diskFull' });
  }
}
