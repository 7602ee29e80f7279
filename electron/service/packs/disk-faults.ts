import { AppError } from '../../contract/errors.ts';

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** A stick that was pulled out, a share that is away, a folder nobody may write to. */
const missingCodes: ReadonlySet<string> = new Set([
  ...['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENODEV', 'ENXIO', 'EIO', 'EHOSTDOWN', 'EHOSTUNREACH'],
  ...['ENETUNREACH', 'ENOTCONN', 'ESTALE', 'ETIMEDOUT', 'UNKNOWN'],
]);

/** Throws what a person can do something about as `conflict` `diskFull` or `folderMissing`, all else as it is. */
export function refuseDiskFault(fault: unknown): never {
  const code: unknown = fault instanceof Error ? Reflect.get(fault, 'code') : undefined;
  if (typeof code === 'string' && fullCodes.has(code)) throw new AppError('conflict', { reason: 'diskFull' });
  if (typeof code === 'string' && missingCodes.has(code)) throw new AppError('conflict', { reason: 'folderMissing' });
  throw fault;
}
