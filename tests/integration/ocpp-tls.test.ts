import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { OcppServerSettings } from '../../ocpp/server-options.ts';
import type { TlsCredentials } from '../../ocpp/tls/credentials.ts';
import { closeCode, RawSocket, upgradeRequest } from './ocpp/raw-socket.ts';
import { createAuthority, type TestAuthority, type TestCertificate } from './ocpp/test-certificates.ts';
import { startServer, type TestServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';

let authority: TestAuthority;
let stranger: TestAuthority;
let rsa: TestCertificate;
let ecdsa: TestCertificate;
let station: TestCertificate;
let strangers: TestCertificate;

beforeAll(async () => {
  authority = await createAuthority('ecdsa', 'Site');
  stranger = await createAuthority('ecdsa', 'Stranger');
  rsa = await authority.issue('rsa', 'server-rsa');
  ecdsa = await authority.issue('ecdsa', 'server-ecdsa');
  station = await authority.issue('ecdsa', 'SN1');
  strangers = await stranger.issue('ecdsa', 'SN1');
});

const credentialsOf = (...certificates: readonly TestCertificate[]): TlsCredentials => ({
  identities: certificates.map(({ certificate, privateKey }) => ({ certificateChain: certificate, privateKey })),
  clientAuthorities: [authority.certificate],
});

interface TlsTestServer extends TestServer {
  readonly tlsPort: number;
  /** `wss://127.0.0.1:port/ocpp` */
  readonly tlsUrl: string;
}

async function startTlsServer(
  settings: Partial<OcppServerSettings> = {},
  credentials = credentialsOf(rsa, ecdsa),
): Promise<TlsTestServer> {
  const started = await startServer(settings);
  const { port: tlsPort } = await started.server.listenTls({ host: '127.0.0.1', port: 0, credentials });
  return { ...started, tlsPort, tlsUrl: `wss://127.0.0.1:${String(tlsPort)}/ocpp` };
}

async function shake(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({ port, host: '127.0.0.1', ca: authority.certificate, ...options });
  onTestFinished(() => {
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
  });
  return socket;
}

const shownName = (socket: TLSSocket): unknown => socket.getPeerCertificate().subject.CN;

const derOf = ({ certificate }: TestCertificate): Uint8Array => new Uint8Array(new X509Certificate(certificate).raw);

describe('a station over TLS', () => {
  it('is served like any other, and known to be encrypted', async () => {
    const { tlsUrl, centralSystem, server } = await startTlsServer();
    const dialled = await TestStation.dial(`${tlsUrl}/CP1`, { ca: authority.certificate });
    expect(await dialled.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
    expect(centralSystem.handshakes).toMatchObject([
      { stationId: 'CP1', secure: true, clientCertificate: null, remoteAddress: '127.0.0.1' },
    ]);
    expect(server.connectedStations()).toMatchObject([{ stationId: 'CP1', secure: true }]);
    expect(await server.link.command('CP2', { type: 'clearCache' })).toEqual({ kind: 'offline' });
    const answered = server.link.command('CP1', { type: 'clearCache' });
    await dialled.answer({ status: 'Accepted' });
    expect(await answered).toMatchObject({ kind: 'accepted' });
  });

  it('beside it one without: the two ports lead to one server, and the newer connection of a station wins', async () => {
    const { url, tlsUrl, server } = await startTlsServer();
    const plain = await TestStation.dial(`${url}/CP1`);
    expect(server.connectedStations()).toMatchObject([{ stationId: 'CP1', secure: false }]);
    await TestStation.dial(`${tlsUrl}/CP1`, { ca: authority.certificate });
    expect(await plain.closed).toEqual({ code: 1000 });
    expect(server.connectedStations()).toMatchObject([{ stationId: 'CP1', secure: true }]);
  });

  it('has its certificate given to the central system, whoever signed it', async () => {
    const { tlsUrl, centralSystem } = await startTlsServer();
    for (const own of [station, strangers]) {
      await TestStation.dial(`${tlsUrl}/CP1`, {
        ca: authority.certificate,
        cert: own.certificate,
        key: own.privateKey,
      });
    }
    expect(centralSystem.handshakes.map(({ clientCertificate }) => clientCertificate)).toEqual([
      derOf(station),
      derOf(strangers),
    ]);
  });

  it.each(['clientCertificateMissing', 'clientCertificateInvalid', 'clientCertificateRevoked'] as const)(
    'is told 403 when the central system finds %s',
    async (refusal) => {
      const { tlsUrl, centralSystem } = await startTlsServer();
      centralSystem.verdict = () => ({ kind: 'refuse', refusal });
      await expect(TestStation.dial(`${tlsUrl}/CP1`, { ca: authority.certificate })).rejects.toThrow('HTTP 403');
      expect(centralSystem.refusals).toMatchObject([{ refusal, handshake: { stationId: 'CP1', secure: true } }]);
    },
  );

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'shows its certificate also when it resumes a %s session',
    async (maxVersion) => {
      const { tlsPort, centralSystem } = await startTlsServer();
      const own = { cert: station.certificate, key: station.privateKey, maxVersion };
      const first = await shake(tlsPort, own);
      first.write(upgradeRequest('/ocpp/CP1'));
      await once(first, 'data');
      const session = first.getSession();
      const again = await shake(tlsPort, { ...own, ...(session && { session }) });
      expect(again.isSessionReused()).toBe(true);
      again.write(upgradeRequest('/ocpp/CP1'));
      await once(again, 'data');
      expect(centralSystem.handshakes.map(({ clientCertificate }) => clientCertificate)).toEqual([
        derOf(station),
        derOf(station),
      ]);
    },
  );
});

describe('the certificate a station is shown', () => {
  it.each([
    ['the first that it can check', {}, 'server-rsa'],
    ['RSA when it knows no other', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' }, 'server-rsa'],
    ['RSA with the key exchange of old', { maxVersion: 'TLSv1.2', ciphers: 'AES256-GCM-SHA384' }, 'server-rsa'],
    [
      'ECDSA when it has no suite for RSA',
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384' },
      'server-ecdsa',
    ],
    ['ECDSA when it can check no RSA', { sigalgs: 'ecdsa_secp256r1_sha256' }, 'server-ecdsa'],
  ] satisfies [string, ConnectionOptions, string][])('is %s', async (_what, options, name) => {
    const { tlsPort } = await startTlsServer();
    expect(shownName(await shake(tlsPort, options))).toBe(name);
  });

  it('is another from the moment it is renewed, and connections that are open stay', async () => {
    const { tlsPort, tlsUrl, server } = await startTlsServer({}, credentialsOf(rsa));
    const dialled = await TestStation.dial(`${tlsUrl}/CP1`, { ca: authority.certificate });
    expect(shownName(await shake(tlsPort))).toBe('server-rsa');
    server.renewTls(credentialsOf(ecdsa));
    expect(shownName(await shake(tlsPort))).toBe('server-ecdsa');
    expect(await dialled.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
  });

  it('stays what it is when what should replace it cannot be used', async () => {
    const { tlsPort, server } = await startTlsServer({}, credentialsOf(rsa));
    const mixed = { certificateChain: ecdsa.certificate, privateKey: station.privateKey };
    expect(() => {
      server.renewTls({ identities: [mixed], clientAuthorities: [] });
    }).toThrow();
    expect(() => {
      server.renewTls({ identities: [], clientAuthorities: [] });
    }).toThrow();
    expect(shownName(await shake(tlsPort))).toBe('server-rsa');
  });
});

describe('a handshake that fails', () => {
  it('because TLS is too old is reported, and not again at once', async () => {
    const { tlsPort, centralSystem } = await startTlsServer();
    for (let dialled = 0; dialled < 3; dialled++) {
      await expect(
        shake(tlsPort, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
      ).rejects.toThrow();
    }
    await expect
      .poll(() => centralSystem.refusals)
      .toMatchObject([
        { refusal: 'tlsFailed', handshake: { stationId: '', remoteAddress: '127.0.0.1', secure: true } },
      ]);
  });

  it('because the station does not trust our certificate is reported', async () => {
    const { tlsPort, centralSystem } = await startTlsServer();
    await expect(shake(tlsPort, { ca: stranger.certificate, maxVersion: 'TLSv1.2' })).rejects.toThrow();
    await expect
      .poll(() => centralSystem.refusals)
      .toMatchObject([{ refusal: 'tlsFailed', handshake: { secure: true } }]);
  });

  it('because the station speaks no TLS is told and reported with its identity', async () => {
    const { tlsPort, centralSystem } = await startTlsServer();
    const raw = await RawSocket.connect(tlsPort);
    raw.write(upgradeRequest('/ocpp/CP1'));
    await raw.ended;
    expect(raw.text).toContain('HTTP/1.1 403');
    expect(centralSystem.refusals).toMatchObject([
      { refusal: 'wrongSecurityProfile', handshake: { stationId: 'CP1', url: '/ocpp/CP1', secure: false } },
    ]);
  });

  it('because the station speaks TLS on the plain port is reported', async () => {
    const { port, centralSystem } = await startTlsServer();
    await expect(shake(port)).rejects.toThrow();
    expect(centralSystem.refusals).toMatchObject([
      { refusal: 'wrongSecurityProfile', handshake: { remoteAddress: '127.0.0.1', secure: false } },
    ]);
  });

  it.each([
    ['no TLS and no HTTP', Buffer.from('hello\nworld')],
    ['a record of nonsense', Buffer.concat([Buffer.from([22, 3, 1, 0, 5]), Buffer.from('xxxxx')])],
    ['a record that is too long', Buffer.from([22, 3, 1, 255, 255, 0])],
  ])('because of %s leaves the others in peace', async (_what, bytes) => {
    const { tlsPort, tlsUrl, centralSystem } = await startTlsServer();
    const neighbour = await TestStation.dial(`${tlsUrl}/CP2`, { ca: authority.certificate });
    const raw = await RawSocket.connect(tlsPort);
    raw.write(bytes);
    await raw.ended;
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'tlsFailed' }]);
    expect(await neighbour.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
  });
});

describe('a connection to the TLS port that does not come to the point', () => {
  it('is cut when it says nothing, and nobody is told', async () => {
    const { tlsPort, centralSystem } = await startTlsServer({ upgradeTimeoutMs: 100 });
    const raw = await RawSocket.connect(tlsPort);
    await raw.ended;
    expect(centralSystem.refusals).toEqual([]);
  });

  it('is cut when it says hello in drops', async () => {
    const { tlsPort } = await startTlsServer({ upgradeTimeoutMs: 100 });
    const raw = await RawSocket.connect(tlsPort);
    raw.write(Buffer.from([22, 3, 1]));
    await raw.ended;
    expect(raw.bytes).toHaveLength(0);
  });

  it('is cut when it is encrypted and says nothing then', async () => {
    const { tlsPort } = await startTlsServer({ upgradeTimeoutMs: 200 });
    const socket = await shake(tlsPort);
    socket.resume();
    await once(socket, 'close');
  });

  it('counts together with those of the plain port, until it has become a station', async () => {
    const { port, tlsPort, tlsUrl, centralSystem } = await startTlsServer({ maxWaitingPerAddress: 2 });
    await TestStation.dial(`${tlsUrl}/CP1`, { ca: authority.certificate });
    await TestStation.dial(`${tlsUrl}/CP2`, { ca: authority.certificate });
    await RawSocket.connect(port);
    await shake(tlsPort);
    const third = await RawSocket.connect(tlsPort);
    await third.ended;
    expect(centralSystem.refusals).toMatchObject([{ refusal: 'tooManyConnections' }]);
  });
});

describe('the TLS port', () => {
  it('says goodbye to its stations when it closes, while the plain ones stay, and may open again', async () => {
    const { url, tlsUrl, server } = await startTlsServer();
    const plain = await TestStation.dial(`${url}/CP1`);
    const secure = await TestStation.dial(`${tlsUrl}/CP2`, { ca: authority.certificate });
    await server.closeTls();
    expect(await secure.closed).toEqual({ code: 1001 });
    expect(server.connectedStations()).toMatchObject([{ stationId: 'CP1' }]);
    expect(await plain.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
    const { port } = await server.listenTls({ host: '127.0.0.1', port: 0, credentials: credentialsOf(rsa) });
    await TestStation.dial(`wss://127.0.0.1:${String(port)}/ocpp/CP2`, { ca: authority.certificate });
  });

  it('closes though someone has only knocked', async () => {
    const { tlsPort, server } = await startTlsServer();
    const silent = await RawSocket.connect(tlsPort);
    await shake(tlsPort);
    await server.closeTls();
    await silent.ended;
    expect(server.connectedStations()).toEqual([]);
  });

  it('opens once at a time, and tells when the port is taken', async () => {
    const { server, port } = await startServer();
    const credentials = credentialsOf(rsa);
    await expect(server.listenTls({ host: '127.0.0.1', port, credentials })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await server.listenTls({ host: '127.0.0.1', port: 0, credentials });
    await expect(server.listenTls({ host: '127.0.0.1', port: 0, credentials })).rejects.toThrow();
  });

  it('closes with the server', async () => {
    const { tlsUrl, tlsPort, server } = await startTlsServer();
    const secure = await TestStation.dial(`${tlsUrl}/CP1`, { ca: authority.certificate });
    const raw = await shake(tlsPort);
    raw.resume();
    await Promise.all([server.close(), once(raw, 'close')]);
    expect(await secure.closed).toEqual({ code: 1001 });
  });
});

describe('a plain request', () => {
  const answered = async (isSecure: boolean, port: number, body = ''): Promise<string> => {
    const ask = isSecure ? httpsRequest : httpRequest;
    const asked = ask({ host: '127.0.0.1', port, path: '/files/abc', method: 'PUT', ca: authority.certificate });
    asked.end(body);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve);
      asked.once('error', reject);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    return `${String(response.statusCode)} ${Buffer.concat(chunks).toString()}`;
  };

  it.each([false, true])('goes to whoever takes it (encrypted: %s)', async (isSecure) => {
    const { port, tlsPort, centralSystem } = await startTlsServer({
      onRequest: (request, response) => {
        response.end(`${String(request.method)} ${String(request.url)}`);
        return true;
      },
    });
    expect(await answered(isSecure, isSecure ? tlsPort : port)).toBe('200 PUT /files/abc');
    expect(centralSystem.refusals).toEqual([]);
  });

  it('has as much time as it needs when it is taken', async () => {
    let received = 0;
    const { port } = await startTlsServer({
      upgradeTimeoutMs: 100,
      headersTimeoutMs: 100,
      onRequest: (request, response) => {
        request.on('data', (chunk: Buffer) => {
          received += chunk.length;
        });
        request.on('end', () => response.end('done'));
        return true;
      },
    });
    const raw = await RawSocket.connect(port);
    raw.write('PUT /files/abc HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n');
    for (let sent = 0; sent < 6; sent++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      raw.write('x');
    }
    await raw.waitFor('done');
    expect(received).toBe(6);
    // It holds no place among those who knock, and is not kept for another request.
    await raw.ended;
  });

  it('that nobody takes is turned away', async () => {
    const { port, tlsPort } = await startTlsServer();
    expect(await answered(false, port)).toMatch(/^426 /);
    expect(await answered(true, tlsPort)).toMatch(/^426 /);
  });

  it('breaks nothing when whoever takes it breaks', async () => {
    const { port, url, logged } = await startTlsServer({
      onRequest: () => {
        throw new Error('no such shelf');
      },
    });
    await expect(answered(false, port)).rejects.toThrow();
    expect(logged.map(({ event }) => event)).toContain('A request broke off');
    const dialled = await TestStation.dial(`${url}/CP1`);
    expect(await dialled.call('Heartbeat', {})).toMatchObject([3, 'id-1', {}]);
  });

  it('that is under way does not keep the server from closing', async () => {
    const { port, server } = await startTlsServer({ onRequest: () => true });
    const raw = await RawSocket.connect(port);
    raw.write('GET /files/abc HTTP/1.1\r\nHost: x\r\n\r\n');
    const dialled = await TestStation.dial(`ws://127.0.0.1:${String(port)}/ocpp/CP1`);
    await server.close();
    await Promise.all([raw.ended, dialled.closed]);
    expect(closeCode(raw.bytes)).toBeNull();
  });
});
