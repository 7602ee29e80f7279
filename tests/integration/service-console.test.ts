import { request } from 'node:http';
import { connect } from 'node:net';
import WebSocket from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import { connectConsole } from '../harness/console-client.ts';
import { type RunningService, startService } from '../harness/service.ts';

let service: RunningService;
let host: string;
let token: string;

beforeAll(async () => {
  service = await startService({ flags: [] });
  const url = new URL(service.consoleUrl);
  host = url.host;
  token = url.searchParams.get('token') ?? '';
});

afterAll(() => service.stop());

/** The HTTP status an upgrade ends with; 101 when it is let in. */
function upgrade(path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}${path}`, { headers });
    socket.once('open', () => {
      resolve(101);
      socket.close();
    });
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    socket.once('error', reject);
  });
}

/** All that is said to an upgrade request whose path no client library would send, and to one that never hangs up by itself. */
function rawUpgrade(path: string): Promise<string> {
  const [hostname = '', port] = host.split(':');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    let heard = '';
    socket.on('data', (data: Buffer) => (heard += data.toString()));
    socket.once('end', () => {
      resolve(heard);
      socket.end();
    });
    socket.once('error', reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  });
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** As it is written, without a browser's tidying of the path. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const [hostname, port] = host.split(':');
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    asked.once('error', reject);
    asked.end();
  });
}

describe('the line of a console', () => {
  test('opens with the token in the address or in a header', async () => {
    expect(await upgrade(`/api?token=${token}`)).toBe(101);
    expect(await upgrade('/api', { authorization: `Bearer ${token}` })).toBe(101);
  });

  test.each(['/api', '/api?token=', '/api?token=wrong', '/api?token=wrong&token='])(
    'stays shut at %s',
    async (path) => {
      expect(await upgrade(path)).toBe(401);
    },
  );

  test('opens nowhere else', async () => {
    expect(await upgrade(`/?token=${token}`)).toBe(404);
    expect(await upgrade(`/api/more?token=${token}`)).toBe(404);
  });

  test.each(['//', '//a:b/api', '/\\'])('is refused, not left hanging, at the odd address %s', async (path) => {
    expect(await rawUpgrade(path)).toMatch(/^HTTP\/1\.1 404 /);
  });

  test('stays shut for pages of other sites, even with the token', async () => {
    expect(await upgrade(`/api?token=${token}`, { origin: 'https://evil.example' })).toBe(403);
    expect(await upgrade(`/api?token=${token}`, { origin: 'null' })).toBe(403);
    expect(await upgrade(`/api?token=${token}`, { origin: `http://${host}` })).toBe(101);
  });

  test('stays shut under another name of this PC', async () => {
    expect(await upgrade(`/api?token=${token}`, { host: 'rebound.example:9230' })).toBe(403);
  });
});

describe('the files of the console', () => {
  test('are not given under another name of this PC', async () => {
    expect((await get('/', { host: 'rebound.example' })).status).toBe(403);
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/service.cjs',
    '/%00',
    '/%',
    '//etc/passwd',
    '/nothing.html',
  ])('do not include %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('can only be read', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });

  test('come with a policy that lets nothing else in', async () => {
    const { headers } = await get('/nothing.html');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('events', () => {
  test('are numbered without a gap on every line, from 1', async () => {
    const other = await connectConsole(service.consoleUrl);
    for (const name of ['one', 'two', 'three'])
      await other.call('idTokens.add', { idToken: `CARD-${name}`, label: name });
    await other.call('settings.update', { siteName: 'Here' });
    await other.event('settings.changed', ({ siteName }) => siteName === 'Here');
    await service.client.event('settings.changed', ({ siteName }) => siteName === 'Here');
    for (const { events } of [other, service.client]) {
      expect(events.length).toBeGreaterThan(3);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    }
    other.close();
  });

  test('tell of a stranger that waits, and of its admission, without being asked', async () => {
    const { client } = service;
    const charger = createSimulatedStation({ url: service.ocppUrl, stationId: 'NEW-1' });
    expect((await charger.boot())?.status).toBe('Pending');
    const waiting = await client.event(
      'stations.changed',
      ({ station }) => station?.vendor !== null && station?.stationId === 'NEW-1',
    );
    expect(waiting.station).toMatchObject({ admission: 'pending', online: true });
    await client.event('alerts.changed', (alerts) => alerts.some((alert) => alert.kind === 'stationPending'));
    expect(await client.call('stations.admit', { stationId: 'NEW-1' })).toMatchObject({ admission: 'accepted' });
    expect((await charger.boot())?.status).toBe('Accepted');
    await client.event(
      'stations.changed',
      ({ station }) => station?.admission === 'accepted' && station.evses.length > 0,
    );
    charger.disconnect();
    await client.event('stations.changed', ({ station }) => station?.admission === 'accepted' && !station.online);
  });
});

describe('a frame that is no request', () => {
  test.each(['', '{', '[]', 'null', '42', '"text"', '{"method":"system.status"}', '{"id":{},"method":"x"}'])(
    '%s is answered as wrong input',
    async (text) => {
      const answer = await service.client.sendText(text);
      expect(answer).toMatchObject({ id: null, error: { code: 'invalidInput' } });
    },
  );

  test.each(['system.nothing', 'constructor', '__proto__', 'toString'])('a method %s is not known', async (method) => {
    const answer = await service.client.sendText(JSON.stringify({ id: 'x', method, params: {} }), 'x');
    expect(answer).toMatchObject({ id: 'x', error: { code: 'unknownMethod' } });
  });

  test('wrong input names the path of each fault', async () => {
    const params = { stationId: 'A', command: { type: 'unlock', evseId: 'one' }, more: 1 };
    const answer = await service.client.sendText(JSON.stringify({ id: 7, method: 'stations.command', params }), 7);
    expect(answer).toMatchObject({ error: { code: 'invalidInput' } });
    const faults = 'error' in answer ? answer.error.details.faults : [];
    expect(faults?.map(({ path }) => path)).toContain('command.evseId');
  });

  test('a binary frame ends the line', async () => {
    const socket = new WebSocket(`ws://${host}/api?token=${token}`);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(Buffer.from([1, 2, 3]));
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1003);
  });
});
