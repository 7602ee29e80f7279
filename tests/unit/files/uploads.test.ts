import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ask, openFiles, say, type Ask, type TestFiles } from './test-files.ts';

const content = randomBytes(200_000);

async function wanted(bench: TestFiles): Promise<string> {
  return bench.address({ kind: 'log', requestId: 7 });
}

const formOf = (bytes: Uint8Array, fileName: string): { readonly body: Buffer; readonly type: string } => ({
  type: 'multipart/form-data; boundary="--stansiya x"',
  body: Buffer.concat([
    Buffer.from('----stansiya x\r\nContent-Disposition: form-data; name="comment"\r\n\r\nhello\r\n'),
    Buffer.from(`----stansiya x\r\nContent-Disposition: form-data; name="f"; filename="${fileName}"\r\n`),
    Buffer.from('Content-Type: application/octet-stream\r\n\r\n'),
    bytes,
    Buffer.from('\r\n----stansiya x--\r\n'),
  ]),
});

const form = formOf(content, 'C:\\logs\\box.zip');

const ways: readonly (readonly [string, Ask & { readonly path: string; readonly fileName: string }])[] = [
  ['PUT under a name', { method: 'PUT', path: 'log%201.zip', body: content, fileName: 'log 1.zip' }],
  ['POST to the folder', { method: 'POST', path: '', body: content, fileName: 'log-1' }],
  ['PUT without a length', { method: 'PUT', path: 'a.zip', body: content, chunked: true, fileName: 'a.zip' }],
  [
    'POST of a form',
    { method: 'POST', path: '', body: form.body, headers: { 'Content-Type': form.type }, fileName: 'box.zip' },
  ],
  [
    'PUT with folders in the name',
    { method: 'PUT', path: '..%2f..%2fetc/pass%00wd', body: content, fileName: 'passwd' },
  ],
];

describe('a file of a station', () => {
  test.each(ways)('is taken by %s', async (_, { path, fileName, ...how }) => {
    const bench = await openFiles();
    const url = await wanted(bench);
    expect((await ask(`${url}${path}`, how)).status).toBe(200);
    const { rows } = await bench.store.read.files.list({ limit: 10, offset: 0 });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(rows).toMatchObject([{ kind: 'log', stationId: 'CP1', fileName, sizeBytes: 200_000, sha256 }]);
    const [file] = rows;
    expect(await bench.transfer()).toMatchObject({
      ...{ state: 'done', fileId: file?.fileId, fileName, movedBytes: 200_000 },
    });
    expect(await bench.onDisk()).toEqual([file?.fileId]);
    const { base64, last } = await bench.files.read({ fileId: file?.fileId ?? '', offset: 0, length: 1_048_576 });
    expect(Buffer.from(base64, 'base64').equals(content)).toBe(true);
    expect(last).toBe(true);
    const told = bench.changes.flatMap((change) => (change.type === 'told' ? [change.told.event] : []));
    expect(told).toEqual(expect.arrayContaining(['transfers.changed', 'files.changed']));
  });

  test('is taken once: a second one under the same address is refused', async () => {
    const bench = await openFiles();
    const url = await wanted(bench);
    await ask(`${url}a`, { method: 'PUT', body: 'one' });
    expect((await ask(`${url}b`, { method: 'PUT', body: 'two' })).status).toBe(409);
    expect((await bench.store.read.files.list({ limit: 10, offset: 0 })).rows).toMatchObject([{ fileName: 'a' }]);
  });

  test('is taken once, even when the operator removed it', async () => {
    const bench = await openFiles();
    const url = await wanted(bench);
    await ask(url, { method: 'PUT', body: 'one' });
    const [fileId = ''] = await bench.store.read.files.ids();
    await bench.files.remove(fileId);
    expect((await ask(url, { method: 'PUT', body: 'two' })).status).toBe(409);
  });

  test('that the disk has no place for takes none from others', async () => {
    const bench = await openFiles({ maxTotalBytes: 1000, maxUploadBytes: 1000 });
    const url = await wanted(bench);
    await writeFile(join(bench.folder, '1'), 'in the way');
    expect((await ask(url, { method: 'PUT', body: 'one', chunked: true })).status).toBe(500);
    expect((await ask(url, { method: 'PUT', body: 'one', chunked: true })).status).toBe(200);
  });

  test('can’t be fetched by anybody', async () => {
    const bench = await openFiles();
    const url = await wanted(bench);
    await ask(`${url}a`, { method: 'PUT', body: 'secret' });
    expect((await ask(`${url}a`)).status).toBe(405);
  });

  test.each([
    ['that is empty', { body: '' }, 400],
    ['that is too big and says so', { body: Buffer.alloc(2001) }, 413],
    ['that is too big and does not say so', { body: Buffer.alloc(100_000), chunked: true }, 413],
    [
      'in a form without a file',
      { body: '--x\r\n\r\nhello\r\n--x--', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      400,
    ],
    [
      'in a form that ends too early',
      { body: '--x\r\nContent-Type: a/b\r\n\r\nhel', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
      400,
    ],
  ] satisfies readonly (readonly [string, Ask, number])[])(
    '%s is refused, leaves nothing behind, and may come again',
    async (_, how, status) => {
      const bench = await openFiles({ maxUploadBytes: 2000 });
      const url = await wanted(bench);
      expect((await ask(url, { method: 'POST', ...how })).status).toBe(status);
      expect(await bench.onDisk()).toEqual([]);
      expect(await bench.store.read.files.ids()).toEqual([]);
      expect((await ask(url, { method: 'POST', body: 'better' })).status).toBe(200);
    },
  );

  test.each([
    ['all files together are too much', { maxTotalBytes: 100 }],
    ['the disk has to be left to the database', { minFreeBytes: Number.MAX_SAFE_INTEGER }],
  ])('is refused when %s', async (_, limits) => {
    const bench = await openFiles(limits);
    const url = await wanted(bench);
    expect((await ask(url, { method: 'PUT', body: Buffer.alloc(101) })).status).toBe(507);
    expect(await bench.onDisk()).toEqual([]);
  });

  test('that breaks off leaves nothing behind, and its transfer waits for the next try', async () => {
    const bench = await openFiles();
    const url = new URL(await wanted(bench));
    const socket = await say(bench.base, `PUT ${url.pathname}a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc`);
    await expect.poll(bench.transfer).toMatchObject({ state: 'running', movedBytes: 3 });
    socket.destroy();
    await expect.poll(() => bench.store.read.files.ids()).toEqual([]);
    await expect.poll(bench.onDisk).toEqual([]);
    expect((await ask(`${url.href}a`, { method: 'PUT', body: 'whole' })).status).toBe(200);
    expect((await bench.transfer()).state).toBe('done');
  });

  test('that stalls is cut off', async () => {
    const bench = await openFiles({ idleMs: 50 });
    const url = new URL(await wanted(bench));
    const socket = await say(bench.base, `PUT ${url.pathname}a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc`);
    await new Promise((resolve) => socket.once('close', resolve));
    await expect.poll(bench.onDisk).toEqual([]);
  });

  test('sent anew over a new connection takes the place of the first try', async () => {
    const bench = await openFiles();
    const url = new URL(await wanted(bench));
    const stale = await say(bench.base, `PUT ${url.pathname}a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc`);
    const closed = new Promise((resolve) => stale.once('close', resolve));
    await expect.poll(bench.onDisk).toHaveLength(1);
    expect((await ask(`${url.href}a`, { method: 'PUT', body: 'whole' })).status).toBe(200);
    await closed;
    await expect.poll(bench.onDisk).toHaveLength(1);
    expect(await bench.transfer()).toMatchObject({ state: 'done', movedBytes: 5 });
  });

  test('waits for its turn when too many exchange files at once', async () => {
    const bench = await openFiles({ maxExchanges: 1 });
    const url = new URL(await wanted(bench));
    await say(bench.base, `PUT ${url.pathname}a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc`);
    await expect.poll(bench.onDisk).toHaveLength(1);
    const answer = await ask(await wanted(bench), { method: 'POST', body: 'x' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
  });

  test('that is half here when the service ends is gone at the next start', async () => {
    const bench = await openFiles();
    const url = new URL(await wanted(bench));
    await say(bench.base, `PUT ${url.pathname}a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc`);
    await expect.poll(bench.onDisk).toHaveLength(1);
    await bench.restart();
    expect(await bench.onDisk()).toEqual([]);
    expect(await bench.store.read.files.ids()).toEqual([]);
    expect((await ask(`${url.href}a`, { method: 'PUT', body: 'whole' })).status).toBe(200);
  });
});
