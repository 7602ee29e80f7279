import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ask, openFiles, say, type TestFiles } from './test-files.ts';

const content = randomBytes(300_000);
const hourMs = 3_600_000;

async function offered(fileName?: string): Promise<{ readonly bench: TestFiles; readonly url: string }> {
  const bench = await openFiles();
  const fileId = await bench.firmware(content, fileName);
  const file = await bench.store.read.files.find(fileId);
  if (file === null) throw new Error('There is no file');
  return { bench, url: await bench.address({ kind: 'firmware', file }) };
}

describe('a firmware file', () => {
  test('is fetched whole, byte for byte, and its transfer shows how far it is', async () => {
    const { bench, url } = await offered();
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-length': String(content.length),
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
    });
    expect(answer.body.equals(content)).toBe(true);
    await expect.poll(bench.transfer).toMatchObject({ state: 'running', movedBytes: content.length });
    expect(bench.changes).toContainEqual(
      expect.objectContaining({
        type: 'told',
        told: expect.objectContaining({ event: 'transfers.changed' }) as unknown,
      }),
    );
  });

  test('is fetched again as often as a station needs', async () => {
    const { url } = await offered();
    await ask(url);
    expect((await ask(url)).body.equals(content)).toBe(true);
  });

  test.each([
    ['the rest of it', 'bytes=200000-', 200_000, 299_999],
    ['a part', 'bytes=10-19', 10, 19],
    ['its end', 'bytes=-5', 299_995, 299_999],
    ['more than there is', 'bytes=299990-999999', 299_990, 299_999],
  ])('is resumed: %s', async (_, range, start, end) => {
    const { url } = await offered();
    const answer = await ask(url, { headers: { Range: range } });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes ${String(start)}-${String(end)}/300000`);
    expect(answer.body.equals(content.subarray(start, end + 1))).toBe(true);
  });

  test('says how long it is when asked for what lies behind its end', async () => {
    const { url } = await offered();
    const answer = await ask(url, { headers: { Range: 'bytes=300000-' } });
    expect([answer.status, answer.headers['content-range']]).toEqual([416, 'bytes */300000']);
  });

  test('comes whole to a station that began with another one', async () => {
    const { url } = await offered();
    const headers = { Range: 'bytes=10-', 'If-Range': '"another"' };
    expect((await ask(url, { headers })).status).toBe(200);
    const { etag = '' } = (await ask(url)).headers;
    expect((await ask(url, { headers: { ...headers, 'If-Range': etag } })).status).toBe(206);
  });

  test('shows its length without its content', async () => {
    const { bench, url } = await offered();
    const answer = await ask(url, { method: 'HEAD' });
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '300000', 0]);
    expect((await bench.transfer()).state).toBe('requested');
  });

  test('has a name in plain letters and its ending, whatever the operator called it', async () => {
    const { url } = await offered('Прошивка v2/../ə (1).bin');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/files\/[\w-]{22}\/[A-Za-z0-9._-]+\.bin$/);
    expect((await ask(url)).status).toBe(200);
  });

  test('that one station fetches many times at once keeps nobody else from fetching', async () => {
    const bench = await openFiles({ maxExchanges: 6 });
    const fileId = await bench.firmware(Buffer.alloc(32 * 1_048_576));
    const file = await bench.store.read.files.find(fileId);
    const [greedy, modest] = [
      await bench.address({ kind: 'firmware', file }),
      await bench.address({ kind: 'firmware', file }),
    ];
    // None of them reads what it asked for.
    for (let count = 0; count < 6; count += 1) {
      await say(bench.base, `GET ${new URL(greedy).pathname} HTTP/1.1\r\nHost: x\r\n\r\n`);
    }
    await expect.poll(async () => (await ask(modest, { method: 'HEAD' })).status).toBe(200);
  });

  test('whose content was changed or lost on disk is not given out', async () => {
    const { bench, url } = await offered();
    const [name = ''] = await bench.onDisk();
    const file = await bench.store.read.files.find(name);
    await bench.store.write((unit) => unit.files.update(name, { sizeBytes: 299_999 }));
    expect((await ask(url)).status).toBe(404);
    if (file !== null) expect(await bench.files.isWhole({ ...file, sizeBytes: 299_999 })).toBe(false);
  });
});

describe('an address', () => {
  test('is of no use after its time', async () => {
    const { bench, url } = await offered();
    bench.time.pass(24 * hourMs);
    const late = await ask(url);
    expect([late.status, late.body.length]).toEqual([404, 0]);
  });

  test.each([
    [
      'was refused',
      (bench: TestFiles) => bench.store.write((unit) => unit.stations.update('CP1', { admission: 'rejected' })),
    ],
    ['was removed', (bench: TestFiles) => bench.store.write((unit) => unit.stations.remove('CP1'))],
  ])('of a station that %s is of no use', async (_, end) => {
    const { bench, url } = await offered();
    expect((await ask(url, { method: 'HEAD' })).status).toBe(200);
    await end(bench);
    expect((await ask(url)).status).toBe(404);
  });

  test('still serves after the service was started anew', async () => {
    const { bench, url } = await offered();
    await bench.restart();
    expect((await ask(url)).body.equals(content)).toBe(true);
  });

  test.each([
    ['/files/'],
    ['/files/AAAAAAAAAAAAAAAAAAAAAA/v2.bin'],
    ['/files/AAAAAAAAAAAAAAAAAAAAAA'],
    ['/files/../stansiya.db'],
    ['/files/%2e%2e/stansiya.db'],
    ['/files/1'],
    [`/files/${'A'.repeat(5000)}`],
  ])('that was never given is not found: %s', async (path) => {
    const { bench } = await offered();
    const answer = await ask(`${bench.base}${path}`);
    expect([answer.status, answer.body.length]).toEqual([404, 0]);
  });

  test('leads to its own file, whatever path follows it', async () => {
    const { url } = await offered();
    const [, folder = ''] = /^(.*\/)[^/]*$/.exec(url) ?? [];
    expect((await ask(`${folder}../../../../etc/passwd`)).body.equals(content)).toBe(true);
  });

  test.each(['PUT', 'POST', 'DELETE'])('for a download takes no %s', async (method) => {
    const { bench, url } = await offered();
    const answer = await ask(url, { method, body: 'x' });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect(await bench.onDisk()).toHaveLength(1);
  });

  test('belongs to nobody else: what is not below /files/ is left to others', async () => {
    const { bench } = await offered();
    expect((await ask(`${bench.base}/ocpp/CP1`)).status).toBe(426);
  });
});
