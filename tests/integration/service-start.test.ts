import { access, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../desktop/free-port.ts';
import { connectConsole } from '../harness/console-client.ts';
import { startInVain, startService } from '../harness/service.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stansiya-start-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** One sentence for a person: one line, no stack. */
function expectOneSentence(stderr: string): void {
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at /);
}

/** The version of the schema stands at byte 60 of the file (sqlite.org/fileformat.html#user_version). */
async function setUserVersion(database: string, version: number): Promise<void> {
  const file = await open(database, 'r+');
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(version);
  await file.write(bytes, 0, 4, 60);
  await file.close();
}

describe('a flag that is wrong', () => {
  test.each([
    [['--no-such-flag'], '--no-such-flag'],
    [['surplus'], 'surplus'],
    [['--ocpp-port', 'ninety'], 'ninety'],
    [['--ocpp-port', '65536'], '65536'],
    [['--console-port', '-1'], '--console-port'],
    [['--lang', 'fr'], 'az, ru, en, tr'],
    [['--token', 'two words'], '--token'],
    [['--ocpp-host', ''], '--ocpp-host'],
    [['--ocpp-tls-port', 'tls'], '--ocpp-tls-port'],
    [['--console-port', '9555', '--ocpp-port', '9555'], '9555'],
    [['--ocpp-port', '0', '--ocpp-host', '203.0.113.7'], '203.0.113.7'],
  ])('%j ends with one sentence, exit code 2 and nothing created', async (flags, word) => {
    const dataFolder = join(folder, 'data');
    const { code, stdout, stderr } = await startInVain(['--console-port', '0', '--data', dataFolder, ...flags]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expectOneSentence(stderr);
    expect(stderr).not.toMatch(/[.?!]'?\s+[A-Z]/);
    expect(stderr).toContain(word);
    expect(await exists(dataFolder)).toBe(false);
  });
});

test('the port for TLS may be named while encrypted connections are off: nothing listens there', async () => {
  const port = await freePort();
  const service = await startService({ flags: ['--ocpp-tls-port', String(port)] });
  onTestFinished(() => service.stop());
  expect(await service.client.call('security.get', {})).toMatchObject({ tls: { enabled: false, port } });
  const refused = new Promise((_, reject) => connect(port, '127.0.0.1').once('error', reject));
  await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

describe('a port in use', () => {
  let other: Server;
  let port: string;

  beforeEach(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    port = typeof address === 'object' && address !== null ? String(address.port) : '';
  });

  afterEach(() => {
    other.close();
  });

  test.each(['ocpp', 'console'])(
    'for the %s side ends with one sentence, exit code 1 and nothing created',
    async (side) => {
      const dataFolder = join(folder, 'data');
      const ports = { ocpp: '0', console: '0', [side]: port };
      const { code, stdout, stderr } = await startInVain([
        ...['--data', dataFolder, '--ocpp-host', '127.0.0.1'],
        ...['--ocpp-port', ports.ocpp, '--console-port', ports.console],
      ]);
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expectOneSentence(stderr);
      expect(stderr).toContain(port);
      expect(await exists(dataFolder)).toBe(false);
    },
  );
});

describe('a data folder', () => {
  const flags = (dataFolder: string): readonly string[] => [
    '--data',
    dataFolder,
    '--ocpp-port',
    '0',
    '--console-port',
    '0',
  ];

  test('that cannot be made ends the start with one sentence', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'mine');
    const { code, stderr } = await startInVain(flags(join(file, 'data')));
    expect(code).toBe(1);
    expectOneSentence(stderr);
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('with something else under the name of the database is left as it is', async () => {
    const database = join(folder, 'stansiya.db');
    await writeFile(database, 'this is no database, and it is longer than a header of one would be'.repeat(4));
    const { code, stderr } = await startInVain(flags(folder));
    expect(code).toBe(1);
    expectOneSentence(stderr);
    expect(stderr).toContain(database);
    expect(await readdir(folder)).toEqual(['stansiya.db']);
  });

  test('that a newer version of the program wrote is left as it is', async () => {
    await (await startService({ dataFolder: folder })).stop();
    const database = join(folder, 'stansiya.db');
    await setUserVersion(database, 9_999);
    const before = await readFile(database);
    const { code, stderr } = await startInVain(flags(folder));
    expect(code).toBe(1);
    expectOneSentence(stderr);
    expect(stderr).toMatch(/newer version/i);
    expect(await readFile(database)).toEqual(before);
  });

  test('that another service holds ends the second start and leaves the first alone', async () => {
    const first = await startService({ dataFolder: folder });
    const { code, stderr } = await startInVain(flags(folder));
    expect(code).toBe(1);
    expectOneSentence(stderr);
    expect((await first.client.call('system.status', {})).storageFault).toBe(false);
    await first.stop();
  });
});

test('a service says it is ready in exactly one line, keeps a log in its folder and ends cleanly when asked', async () => {
  const service = await startService({ dataFolder: folder, flags: ['--token', 'a-token-of-mine', '--lang', 'ru'] });
  expect(service.consoleUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=a-token-of-mine$/);
  expect(service.ocppUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ocpp$/);
  expect(await service.client.call('settings.get', {})).toMatchObject({ language: 'ru', acceptUnknown: false });
  await service.stop();
  expect(service.output().stdout.trim().split('\n')).toHaveLength(1);
  expect(await readdir(join(folder, 'logs'))).toEqual(['service.log']);
});

test('settings outlive the service, what the command line said does not', async () => {
  const first = await startService({ dataFolder: folder });
  await first.client.call('settings.update', { siteName: 'Gənclik', offlineAlertSeconds: 120 });
  await first.stop();
  const second = await startService({ dataFolder: folder, flags: [] });
  expect(await second.client.call('settings.get', {})).toMatchObject({
    siteName: 'Gənclik',
    offlineAlertSeconds: 120,
    acceptUnknown: false,
    acceptAnyCard: false,
  });
  await second.stop();
});

test('the demo keeps to a folder and an address of its own, and says what it is', async () => {
  const service = await startService({ dataFolder: folder, flags: ['--demo'] });
  const { client } = service;
  expect(await client.call('system.status', {})).toMatchObject({ demo: true });
  await client.event('stations.changed', ({ station }) => station?.online === true);
  await client.event('sessions.changed', ({ stoppedAt }) => stoppedAt !== null);
  const stations = await client.call('stations.list', {});
  expect(stations.every((station) => station.admission === 'accepted' && station.name !== '')).toBe(true);
  expect((await client.call('idTokens.list', {})).total).toBeGreaterThan(0);
  await service.stop();
  expect(await readdir(folder)).toEqual(['demo']);
});

test('a console finds its service again by the same address after a restart with the same token', async () => {
  const token = ['--token', 'a-token-of-mine'];
  const first = await startService({ dataFolder: folder, flags: token });
  const { port } = new URL(first.consoleUrl);
  await first.stop();
  const second = await startService({ dataFolder: folder, flags: [...token, '--console-port', port] });
  const again = await connectConsole(first.consoleUrl);
  expect(await again.call('stations.list', {})).toEqual([]);
  again.close();
  await second.stop();
});
