import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { HandshakeRefusal } from '../../ocpp/central-system.ts';
import { closeCode, RawSocket, upgradeRequest } from './ocpp/raw-socket.ts';
import { startServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';

describe('the address a station dials', () => {
  it.each([
    ['/ocpp/CP1', 'CP1'],
    ['/CP1', 'CP1'],
    ['/some/other/prefix/CP1/', 'CP1'],
    ['/ocpp/RDAM%20123?x=1', 'RDAM 123'],
  ])('%s makes it %s', async (path, stationId) => {
    const { port, centralSystem, server } = await startServer();
    await TestStation.dial(`ws://127.0.0.1:${String(port)}${path}`);
    expect(centralSystem.handshakes).toMatchObject([{ stationId, url: path, remoteAddress: '127.0.0.1' }]);
    expect(server.connectedStations()).toMatchObject([{ stationId, version: 'ocpp1.6', localAddress: '127.0.0.1' }]);
  });

  it('goes on under the spelling the central system knows it by', async () => {
    const { url, centralSystem, server } = await startServer();
    centralSystem.verdict = ({ stationId }) => ({ kind: 'accept', stationId: stationId.toUpperCase() });
    await TestStation.dial(`${url}/cp1`);
    expect(server.connectedStations()).toMatchObject([{ stationId: 'CP1' }]);
  });

  it.each([
    '/',
    '/ocpp',
    '/ocpp/%2e%2e%2f',
    '/ocpp/CP%2F1',
    '/ocpp/CP%00',
    '/ocpp/%E0%A4%A',
    `/ocpp/${'x'.repeat(300)}`,
    '/ocpp/%F0%9F%94%8C',
  ])('%s is refused with 400 and asks nobody', async (path) => {
    const { port, centralSystem } = await startServer();
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest(path));
    await raw.ended;
    expect(raw.text).toMatch(/^HTTP\/1\.1 400 /);
    expect(centralSystem.handshakes).toEqual([]);
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'badIdentity', handshake: { url: path } }]);
  });
});

describe('a refusal of the central system', () => {
  it.each([
    ['unknownStation', 404],
    ['rejectedStation', 404],
    ['wrongCredentials', 401],
    ['tooManyAttempts', 429],
    ['wrongSecurityProfile', 403],
    ['clientCertificateMissing', 403],
    ['clientCertificateInvalid', 403],
    ['clientCertificateRevoked', 403],
    ['storageFault', 503],
  ] satisfies [HandshakeRefusal, number][])('%s is told as HTTP %i', async (refusal, status) => {
    const { url, centralSystem, server } = await startServer();
    centralSystem.verdict = () => ({ kind: 'refuse', refusal });
    await expect(TestStation.dial(`${url}/CP1`)).rejects.toThrow(`HTTP ${String(status)}`);
    expect(centralSystem.refusals).toMatchObject([{ refusal, handshake: { stationId: 'CP1' } }]);
    expect(server.connectedStations()).toEqual([]);
  });

  it('that comes while a station is being let in, or held back, still stands', async () => {
    const { url, centralSystem, server } = await startServer();
    const asked = new Promise<() => void>((tell) => {
      centralSystem.verdict = ({ stationId }) =>
        new Promise((resolve) => {
          tell(() => {
            resolve({ kind: 'accept', stationId });
          });
        });
    });
    const dialled = TestStation.dial(`${url}/cp1`);
    const refused = expect(dialled).rejects.toThrow();
    const accept = await asked;
    server.link.disconnect('CP1');
    accept();
    await refused;
    expect(server.connectedStations()).toEqual([]);
    expect(centralSystem.connections).toEqual([]);
  });

  it('is a storage fault when it cannot decide', async () => {
    const { url, centralSystem } = await startServer();
    centralSystem.verdict = () => Promise.reject(new Error('disk'));
    await expect(TestStation.dial(`${url}/CP1`)).rejects.toThrow('HTTP 503');
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'storageFault' }]);
  });

  it('asks for a password in the way HTTP has for it', async () => {
    const { port, centralSystem } = await startServer();
    centralSystem.verdict = () => ({ kind: 'refuse', refusal: 'wrongCredentials' });
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest('/ocpp/CP1'));
    await raw.ended;
    expect(raw.text).toContain('WWW-Authenticate: Basic realm="OCPP"');
  });
});

describe('a password', () => {
  it('reaches the central system as the bytes it is', async () => {
    const { url, centralSystem } = await startServer();
    const bytes = Buffer.from([0x00, 0xc3, 0x28, 0x3a, 0xff]);
    const authorization = `Basic ${Buffer.concat([Buffer.from('CP1:'), bytes]).toString('base64')}`;
    await TestStation.dial(`${url}/CP1`, { headers: { authorization } });
    expect(centralSystem.handshakes[0]?.credentials).toEqual({ user: 'CP1', password: new Uint8Array(bytes) });
  });

  it('is none when there is none', async () => {
    const { url, centralSystem } = await startServer();
    await TestStation.dial(`${url}/CP1`);
    expect(centralSystem.handshakes[0]?.credentials).toBeNull();
  });
});

describe('the subprotocol', () => {
  it("is the station's first that is spoken here", async () => {
    const { url } = await startServer();
    const station = await TestStation.dial(`${url}/CP1`, { subprotocols: ['ocpp2.1', 'ocpp1.6', 'ocpp1.5'] });
    expect(station.socket.protocol).toBe('ocpp1.6');
  });

  it('may be left out: the station is served, told none, and marked', async () => {
    const { port, server } = await startServer();
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest('/ocpp/CP1', []));
    await raw.waitFor('\r\n\r\n');
    expect(raw.text).toMatch(/^HTTP\/1\.1 101 /);
    expect(raw.text.toLowerCase()).not.toContain('sec-websocket-protocol');
    expect(server.connectedStations()).toMatchObject([{ version: 'ocpp1.6', subprotocolMissing: true }]);
  });

  it('that nobody speaks here ends the connection right after the handshake', async () => {
    const { port, server, centralSystem } = await startServer();
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest('/ocpp/CP1', ['Sec-WebSocket-Protocol: ocpp1.5, soap']));
    await raw.ended;
    expect(raw.text).toMatch(/^HTTP\/1\.1 101 /);
    expect(raw.text.toLowerCase()).not.toContain('sec-websocket-protocol');
    expect(closeCode(raw.bytes)).toBe(1002);
    expect(server.connectedStations()).toEqual([]);
    expect(centralSystem.refusals).toMatchObject([
      { refusal: 'noCommonSubprotocol', handshake: { subprotocols: ['ocpp1.5', 'soap'] } },
    ]);
  });
});

describe('a browser', () => {
  it('cannot pass for a station from the page of a stranger', async () => {
    const { url, centralSystem } = await startServer();
    await expect(TestStation.dial(`${url}/CP1`, { origin: 'https://evil.example' })).rejects.toThrow('HTTP 403');
    expect(centralSystem.handshakes).toEqual([]);
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'browserOrigin' }]);
  });

  it('is not mistaken for the small devices that send an origin of their own', async () => {
    const { url } = await startServer();
    await expect(TestStation.dial(`${url}/CP1`, { origin: 'file://' })).resolves.toBeDefined();
  });

  it('is told what this address is for, and nothing about the program', async () => {
    const { port, centralSystem } = await startServer();
    const { status, body, headers } = await get(port);
    expect(status).toBe(426);
    expect(body).toBe('This address is for charging stations.\n');
    expect(Object.keys(headers)).not.toContain('server');
    expect(centralSystem.refusals).toEqual([]);
  });
});

describe('what is no upgrade', () => {
  it('is reported when it was meant to be one', async () => {
    const { port, centralSystem } = await startServer();
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest('/ocpp/CP1').replace('Connection: Upgrade\r\n', ''));
    await raw.ended;
    expect(raw.text).toMatch(/^HTTP\/1\.1 426 /);
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'notWebSocket', handshake: { stationId: 'CP1' } }]);
  });

  it('is refused when it asks for something else', async () => {
    const { port, centralSystem } = await startServer();
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest('/ocpp/CP1').replace('Upgrade: websocket', 'Upgrade: h2c'));
    await raw.ended;
    expect(raw.text).toMatch(/^HTTP\/1\.1 400 /);
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'notWebSocket' }]);
  });

  it.each([
    ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['the beginning of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
    ['giant headers', `GET /ocpp/CP1 HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`],
  ])('is closed without a word about the program: %s', async (_what, bytes) => {
    const { port, url } = await startServer();
    const raw = await RawSocket.connect(port);
    raw.write(Buffer.from(bytes, 'latin1'));
    await raw.ended;
    expect(raw.text).toMatch(/^(HTTP\/1\.1 4\d\d [A-Za-z ]+\r\nConnection: close\r\n\r\n)?$/);
    await expect(TestStation.dial(`${url}/CP1`)).resolves.toBeDefined();
  });
});

describe('a connection that does not come to the point', () => {
  it('is cut when it says nothing', async () => {
    const { port, url } = await startServer({ upgradeTimeoutMs: 100 });
    const raw = await RawSocket.connect(port);
    await raw.ended;
    expect(raw.text).toBe('');
    await expect(TestStation.dial(`${url}/CP1`)).resolves.toBeDefined();
  });

  it('is cut when its headers take too long', async () => {
    const { port } = await startServer({ headersTimeoutMs: 200, upgradeTimeoutMs: 60_000 });
    const raw = await RawSocket.connect(port);
    raw.write('GET /ocpp/CP1 HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => {
      raw.write('X: y\r\n');
    }, 50);
    await raw.ended;
    clearInterval(drip);
    expect(raw.text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is cut when its admission never ends', async () => {
    const { port, centralSystem } = await startServer({ upgradeTimeoutMs: 100 });
    centralSystem.verdict = () => new Promise(() => undefined);
    const raw = await RawSocket.connect(port);
    raw.write(upgradeRequest('/ocpp/CP1'));
    await raw.ended;
    expect(raw.text).toBe('');
  });

  it('leaves room for others only up to a number for each address, and that is reported once', async () => {
    const { port, url, centralSystem } = await startServer({ maxWaitingPerAddress: 3 });
    const silent = await Promise.all([1, 2, 3].map(() => RawSocket.connect(port)));
    await expect(TestStation.dial(`${url}/CP1`)).rejects.toThrow();
    await expect(TestStation.dial(`${url}/CP1`)).rejects.toThrow();
    expect(centralSystem.refusals).toMatchObject([
      { refusal: 'tooManyConnections', handshake: { remoteAddress: '127.0.0.1' } },
    ]);
    silent[0]?.socket.destroy();
    await expect
      .poll(() =>
        TestStation.dial(`${url}/CP1`).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it('does not count against its address once it is a station', async () => {
    const { url } = await startServer({ maxWaitingPerAddress: 2 });
    for (let station = 0; station < 10; station++) await TestStation.dial(`${url}/CP${String(station)}`);
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: object;
}

function get(port: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/' }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode, body, headers: response.headers });
      });
    });
    outgoing.on('error', reject).end();
  });
}
