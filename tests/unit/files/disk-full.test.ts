import { open } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openFileShelf } from '../../../electron/service/files/file-shelf.ts';
import { IncomingFile } from '../../../electron/service/files/incoming-file.ts';
import { temporaryFolder } from '../store/test-store.ts';

/** A device of Linux that is always full. */
const fullDisk = '/dev/full';

test('a disk that is full is told as such, and nothing else is', async () => {
  const shelf = await openFileShelf(await temporaryFolder());
  const onFullDisk = { ...shelf, create: () => open(fullDisk, 'w') };
  const file = await IncomingFile.open(onFullDisk, '1', 1000);
  await expect(file.write(Buffer.from('x'))).rejects.toMatchObject({
    ...{ code: 'conflict', details: { reason: 'diskFull' } },
  });
  await file.discard();
  const taken = await IncomingFile.open(shelf, '2', 1000);
  await expect(IncomingFile.open(shelf, '2', 1000)).rejects.toMatchObject({ code: 'EEXIST' });
  await taken.discard();
});

test('a name that is no number never becomes a path', async () => {
  const shelf = await openFileShelf(await temporaryFolder());
  for (const name of ['../stansiya.db', '1/2', '', '0', '01', '1\u0000']) {
    expect(() => shelf.stream(name, 0, 1)).toThrow();
  }
});
