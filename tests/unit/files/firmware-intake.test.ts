import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, openFiles } from './test-files.ts';

const content = randomBytes(2500);
const size = { fileName: 'v2.bin', sizeBytes: content.length };

describe('a firmware file', () => {
  test('comes in pieces, and is there with the last one', async () => {
    const bench = await openFiles();
    const { fileId, sha256 } = await bench.files.begin(size);
    expect(sha256).toBeNull();
    await bench.files.append({ fileId, offset: 0, bytes: content.subarray(0, 1000) });
    await bench.files.append({ fileId, offset: 1000, bytes: content.subarray(1000, 2000) });
    expect((await bench.store.read.files.list({ limit: 1, offset: 0 })).total).toBe(0);
    expect(bench.changes).toEqual([]);
    const whole = await bench.files.append({ fileId, offset: 2000, bytes: content.subarray(2000) });
    expect(whole.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    expect(bench.changes).toHaveLength(1);
    const { base64, last } = await bench.files.read({ fileId, offset: 1000, length: 1000 });
    expect(Buffer.from(base64, 'base64').equals(content.subarray(1000, 2000))).toBe(true);
    expect(last).toBe(false);
  });

  test.each([
    ['a piece is missing', 500],
    ['a piece comes twice', 0],
  ])('is not taken further when %s', async (_, offset) => {
    const bench = await openFiles();
    const { fileId } = await bench.files.begin(size);
    await bench.files.append({ fileId, offset: 0, bytes: content.subarray(0, 100) });
    const again = bench.files.append({ fileId, offset, bytes: content.subarray(0, 100) });
    await expect(again).rejects.toMatchObject({ code: 'conflict', details: { reason: 'wrongOffset' } });
    await bench.files.append({ fileId, offset: 100, bytes: content.subarray(100) });
    expect((await bench.store.read.files.find(fileId))?.sha256).not.toBeNull();
  });

  test('pieces sent at once are taken in their order', async () => {
    const bench = await openFiles();
    const { fileId } = await bench.files.begin(size);
    const pieces = [0, 1000, 2000].map((offset) =>
      bench.files.append({ fileId, offset, bytes: content.subarray(offset, offset + 1000) }),
    );
    expect((await Promise.all(pieces)).map(({ sha256 }) => sha256 !== null)).toEqual([false, false, true]);
  });

  test('that turns out longer than it said is given up', async () => {
    const bench = await openFiles();
    const { fileId } = await bench.files.begin({ ...size, sizeBytes: 100 });
    const tooMuch = bench.files.append({ fileId, offset: 0, bytes: content });
    await expect(tooMuch).rejects.toMatchObject({ details: { reason: 'fileTooBig' } });
    expect(await bench.onDisk()).toEqual([]);
  });

  test.each([
    ['fileTooBig', { maxFirmwareBytes: 2499 }],
    ['diskFull', { maxTotalBytes: 2499 }],
    ['diskFull', { minFreeBytes: Number.MAX_SAFE_INTEGER }],
  ] as const)('is refused as %s before anything of it came', async (reason, limits) => {
    const bench = await openFiles(limits);
    await expect(bench.files.begin(size)).rejects.toMatchObject({ code: 'conflict', details: { reason } });
    expect(await bench.onDisk()).toEqual([]);
  });

  test('counts with its full size while it comes', async () => {
    const bench = await openFiles({ maxTotalBytes: 4000 });
    await bench.files.begin(size);
    await expect(bench.files.begin(size)).rejects.toMatchObject({ details: { reason: 'diskFull' } });
  });

  test('that the disk has no place for takes none from others', async () => {
    const bench = await openFiles({ maxTotalBytes: 4000 });
    await writeFile(join(bench.folder, '1'), 'in the way');
    await expect(bench.files.begin(size)).rejects.toThrow();
    expect((await bench.files.begin(size)).sha256).toBeNull();
  });

  test('that nobody goes on sending is given up', async () => {
    const bench = await openFiles();
    const { fileId } = await bench.files.begin(size);
    bench.time.pass(600_000);
    await expect.poll(bench.onDisk).toEqual([]);
    const late = bench.files.append({ fileId, offset: 0, bytes: content });
    await expect(late).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is not removed while a station may fetch it, and then with its content', async () => {
    const bench = await openFiles();
    const fileId = await bench.firmware(content);
    const file = await bench.store.read.files.find(fileId);
    const url = await bench.address({ kind: 'firmware', file });
    const early = bench.files.remove(fileId);
    await expect(early).rejects.toMatchObject({ code: 'conflict', details: { reason: 'fileInUse' } });
    const { transferId } = await bench.transfer();
    await bench.store.write((unit) => unit.transfers.update(transferId, { state: 'done' }));
    await bench.files.remove(fileId);
    expect(await bench.onDisk()).toEqual([]);
    expect((await ask(url)).status).toBe(404);
    await expect(bench.files.remove(fileId)).rejects.toMatchObject({ code: 'notFound' });
  });
});
