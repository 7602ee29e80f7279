import { expect, test } from 'vitest';
import type { FileRecord, TransferRecord } from '../../../electron/service/store/file-records.ts';
import type { Store } from '../../../electron/service/store/store.ts';
import { noon } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

const page = { limit: 10, offset: 0 };
const firmware: Omit<FileRecord, 'fileId'> = {
  kind: 'firmware',
  stationId: null,
  fileName: 'v2.bin',
  sizeBytes: 1000,
  sha256: null,
  createdAt: noon,
};

async function newCommand(store: Store): Promise<string> {
  return store.write((unit) =>
    unit.commands.insert({
      ...{ stationId: 'CP1', evseId: null, type: 'updateFirmware', request: '{}', sentAt: noon },
      ...{ answeredAt: null, outcome: null, effect: 'none', effectAt: null },
    }),
  );
}

async function newTransfer(store: Store, given: Partial<TransferRecord> = {}): Promise<string> {
  const commandId = await newCommand(store);
  return store.write((unit) =>
    unit.transfers.insert({
      ...{ commandId, stationId: 'CP1', kind: 'firmware', requestId: null, fileId: null, fileName: null },
      ...{ tokenHash: null, openUntil: noon, endsAt: noon, state: 'requested', movedBytes: 0, status: null },
      ...{ startedAt: noon, changedAt: noon },
      ...given,
    }),
  );
}

test('a file is in the list once it is complete, and counts from the beginning', async () => {
  const store = await openStoreWithStation();
  const fileId = await store.write((unit) => unit.files.insert(firmware));
  expect(await store.read.files.list(page)).toEqual({ total: 0, rows: [] });
  expect(await store.read.files.totalBytes()).toBe(1000);
  await store.write((unit) => unit.files.update(fileId, { sha256: 'ab' }));
  expect(await store.read.files.list({ ...page, kind: 'firmware' })).toEqual({
    total: 1,
    rows: [{ ...firmware, fileId, sha256: 'ab' }],
  });
  expect((await store.read.files.list({ ...page, kind: 'log' })).total).toBe(0);
});

test('files are found by the station that sent them', async () => {
  const store = await openStoreWithStation();
  const log = { ...firmware, kind: 'log', stationId: 'CP1', sha256: 'cd' } as const;
  await store.write((unit) => unit.files.insert(log));
  const { rows } = await store.read.files.list({ ...page, stationId: 'cp1' });
  expect(rows).toMatchObject([log]);
});

test('incomplete files are forgotten together, complete ones stay', async () => {
  const store = await openStoreWithStation();
  const [, kept] = await store.write(async (unit) => [
    await unit.files.insert(firmware),
    await unit.files.insert({ ...firmware, sha256: 'ab' }),
  ]);
  await store.write((unit) => unit.files.removeIncomplete());
  expect(await store.read.files.ids()).toEqual([kept]);
});

test('a transfer outlives its file', async () => {
  const store = await openStoreWithStation();
  const fileId = await store.write((unit) => unit.files.insert({ ...firmware, sha256: 'ab' }));
  const transferId = await newTransfer(store, { fileId, fileName: 'v2.bin' });
  expect(await store.read.transfers.isInUse(fileId)).toBe(true);
  await store.write((unit) => unit.transfers.update(transferId, { state: 'done' }));
  expect(await store.read.transfers.isInUse(fileId)).toBe(false);
  await store.write((unit) => unit.files.remove(fileId));
  expect(await store.read.transfers.find(transferId)).toMatchObject({ fileId: null, fileName: 'v2.bin' });
});

test('a transfer is found by its token and by its command, with all the station said of it', async () => {
  const store = await openStoreWithStation();
  const transferId = await newTransfer(store, { tokenHash: 'f00d' });
  await store.write(async (unit) => {
    await unit.transfers.addStatus(transferId, { at: noon + 1, status: 'Downloading' }, 9);
    await unit.transfers.addStatus(transferId, { at: noon, status: 'Downloaded' }, 9);
  });
  const found = await store.read.transfers.findByToken('f00d');
  expect(found?.transferId).toBe(transferId);
  expect((await store.read.transfers.findByCommand(found?.commandId ?? ''))?.transferId).toBe(transferId);
  expect((await store.read.transfers.statuses(transferId)).map(({ status }) => status)).toEqual([
    'Downloading',
    'Downloaded',
  ]);
});

test('those that have not ended are told apart, and one that never began can be taken back', async () => {
  const store = await openStoreWithStation();
  const first = await newTransfer(store);
  const second = await newTransfer(store, { state: 'failed' });
  expect((await store.read.transfers.open()).map(({ transferId }) => transferId)).toEqual([first]);
  expect((await store.read.transfers.latest('CP1', 5)).map(({ transferId }) => transferId)).toEqual([second, first]);
  await store.write((unit) => unit.transfers.remove(first));
  expect((await store.read.transfers.list({ ...page, stationId: 'CP1' })).total).toBe(1);
});
