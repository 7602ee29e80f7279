import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeDataFolder, type RunningService, startService } from '../harness/service.ts';
import { makeRequest, openssl } from '../unit/tls/openssl.ts';
import { basic, dial, type RawStation, refusal } from './security/raw-station.ts';

const flags = ['--accept-unknown', '--ocpp-tls-port', '0'];
const weak = { ciphers: 'DEFAULT@SECLEVEL=0' };
let service: RunningService;
let wss = '';
let roots = '';

beforeAll(async () => {
  service = await startService({ flags });
  [wss = ''] = (await service.client.call('security.turnOn', {})).tls.urls;
  const { base64 } = await service.client.call('security.exportRoot', { format: 'pem' });
  roots = Buffer.from(base64, 'base64').toString();
  return () => service.stop();
});

const call = (...args: Parameters<RunningService['client']['call']>): Promise<unknown> => service.client.call(...args);

/** A station the service knows, with a password of its own and that security profile. */
async function known(stationId: string, profile: 0 | 1 | 2 = 1): Promise<Buffer> {
  await call('stations.add', { stationId, name: '' });
  const { password } = await service.client.call('security.generateKey', { stationId });
  await call('security.setProfile', { stationId, profile });
  return Buffer.from(password, 'hex');
}

const boot = (station: RawStation, more: object = {}): Promise<unknown> =>
  station.ask('BootNotification', { chargePointVendor: 'Test', chargePointModel: 'Raw', ...more });

describe('the TLS port', () => {
  const handshake = (options: ConnectionOptions): Promise<string> =>
    new Promise((resolve) => {
      const { hostname: host, port } = new URL(wss);
      const socket = connectTls({ host, port: Number(port), ca: roots, ...options }, () => {
        const key = socket.getPeerX509Certificate()?.publicKey.asymmetricKeyType;
        resolve(`${String(socket.getProtocol())} ${String(key)} ${String(socket.authorized)}`);
        socket.destroy();
      });
      socket.once('error', (fault: Error) => {
        resolve('code' in fault ? String(fault.code) : fault.message);
      });
    });

  test.each([
    ['ECDHE-RSA-AES128-GCM-SHA256', 'TLSv1.2 rsa true'],
    ['ECDHE-RSA-AES256-GCM-SHA384', 'TLSv1.2 rsa true'],
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'TLSv1.2 ec true'],
    ['ECDHE-ECDSA-AES256-GCM-SHA384', 'TLSv1.2 ec true'],
    ['AES128-GCM-SHA256', 'TLSv1.2 rsa true'],
  ])('[TC_086] serves a station that knows %s alone', async (ciphers, expected) => {
    expect(await handshake({ ciphers, maxVersion: 'TLSv1.2' })).toBe(expected);
  });

  test('is trusted by a station that has only one of the two roots, whichever certificate it is shown', async () => {
    const [rsa = '', ecdsa = ''] = roots.split(/(?<=-----END CERTIFICATE-----\n)/);
    for (const ca of [rsa, ecdsa]) {
      expect(await handshake({ ca, ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' })).toMatch(/true$/);
      expect(await handshake({ ca, ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' })).toMatch(/true$/);
      expect(await handshake({ ca })).toMatch(/^TLSv1.3 .* true$/);
    }
  });

  test('speaks no TLS 1.1, and a station that does not trust it goes away; both are shown', async () => {
    expect(await handshake({ ...weak, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })).toMatch(
      /PROTOCOL_VERSION|UNSUPPORTED/,
    );
    expect(await handshake({ ca: [] })).toMatch(/SELF_SIGNED|UNABLE_TO|LOCALLY/);
    await expect
      .poll(async () => (await service.client.call('handshakes.list', {})).rows)
      .toContainEqual(expect.objectContaining({ refusal: 'tlsFailed', remoteAddress: '127.0.0.1' }));
  });

  test('is told with the other addresses, and its certificate has them as names', async () => {
    const status = await service.client.call('system.status', {});
    expect(status.secureOcppUrls).toEqual([wss]);
    const [address] = await service.client.call('system.addresses', {});
    expect(address).toMatchObject({ ocppUrl: service.ocppUrl, secureOcppUrl: wss });
    const security = await service.client.call('security.get', {});
    expect(security).toMatchObject({ tls: { enabled: true, listening: true, problem: null }, keysEncrypted: false });
    for (const root of security.roots)
      expect(root.server.names).toEqual(expect.arrayContaining(['localhost', '127.0.0.1']));
    const der = await service.client.call('security.exportRoot', { format: 'der', algorithm: 'ecdsa' });
    const fingerprint = new X509Certificate(Buffer.from(der.base64, 'base64')).fingerprint256;
    expect(fingerprint.replaceAll(':', '').toLowerCase()).toBe(security.roots[1]?.fingerprint);
  });

  test('keeps its keys out of the database and the log', async () => {
    const [first = ''] = (await readFile(join(service.dataFolder, 'tls', 'root-rsa.private.pem'), 'utf8'))
      .split('PRIVATE KEY-----\n')
      .slice(1);
    const secret = first.split('\n')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    for (const file of ['stansiya.db', 'stansiya.db-wal', 'logs/service.log'])
      expect((await readFile(join(service.dataFolder, file))).includes(secret)).toBe(false);
    expect(service.output().stderr).not.toContain(secret);
  });
});

describe('by profile', () => {
  test('[TC_085] 1 a station is let in with its password over the plain port only', async () => {
    const key = await known('P1');
    await dial(`${service.ocppUrl}/P1`, basic('P1', key));
    expect(await refusal(`${service.ocppUrl}/P1`)).toBe('401');
    expect(await refusal(`${service.ocppUrl}/P1`, basic('P1', 'a wrong password'))).toBe('401');
    expect(await refusal(`${service.ocppUrl}/P1`, basic('P2', key))).toBe('401');
    expect(await refusal(`${wss}/P1`, { ...basic('P1', key), ca: roots })).toBe('403');
  });

  test('2 it needs TLS as well, and the console shows that it has it', async () => {
    const key = await known('P2', 2);
    const station = await dial(`${wss}/P2`, { ...basic('P2', key), ca: roots });
    expect(await boot(station)).toMatchObject({ status: 'Accepted' });
    expect(await service.client.call('stations.get', { stationId: 'P2' })).toMatchObject({
      ...{ online: true, secure: true, securityProfile: 2, passwordSet: true },
    });
    expect(await refusal(`${service.ocppUrl}/P2`, basic('P2', key))).toBe('403');
    expect(await refusal(`${wss}/P2`, { ca: roots })).toBe('401');
  });

  test('0 nothing is asked for, and a page in a browser is refused all the same', async () => {
    await call('stations.add', { stationId: 'P0', name: '' });
    await dial(`${service.ocppUrl}/P0`);
    expect(await refusal(`${service.ocppUrl}/P0`, { origin: 'http://evil.example' })).toBe('403');
  });

  test('a station that guesses is made to wait', async () => {
    const key = await known('GUESS');
    for (let n = 0; n < 5; n += 1)
      expect(await refusal(`${service.ocppUrl}/GUESS`, basic('GUESS', `guess number ${String(n)}`))).toBe('401');
    expect(await refusal(`${service.ocppUrl}/GUESS`, basic('GUESS', key))).toBe('429');
  });
});

describe('[TC_087] by profile 3', () => {
  interface Certified {
    readonly stationId: string;
    readonly key: string;
    readonly certificate: string;
    readonly certificateId: string;
  }

  /** A station that asked for a certificate over profile 2 and was raised to profile 3. */
  async function certified(stationId: string, kind?: readonly string[]): Promise<Certified> {
    const password = await known(stationId, 2);
    const station = await dial(`${wss}/${stationId}`, { ...basic(stationId, password), ca: roots });
    await boot(station);
    const { csr, key } = await makeRequest(`/CN=${stationId}`, kind);
    expect(await station.ask('SignCertificate', { csr })).toEqual({ status: 'Accepted' });
    await service.client.event(
      'certificates.changed',
      (one) => one.stationId === stationId && one.state === 'installed',
    );
    const certificate = String(
      station.asked.find(({ action }) => action === 'CertificateSigned')?.payload['certificateChain'],
    );
    await call('security.raiseProfile', { stationId, profile: 3 });
    const { rows } = await service.client.call('certificates.list', { stationId });
    return { stationId, key, certificate, certificateId: rows[0]?.certificateId ?? '' };
  }
  const shown = ({ key, certificate }: Certified): object => ({ ca: roots, key, cert: certificate });

  test.each([
    ['ECDSA', undefined],
    ['RSA', ['rsa', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ] as const)('a station asks for an %s certificate, is raised, and is let in with it alone', async (kind, key) => {
    const own = await certified(`CERT-${kind}`, key);
    const url = `${wss}/${own.stationId}`;
    expect(new X509Certificate(own.certificate).subject).toBe(`CN=${own.stationId}`);
    const station = await dial(url, shown(own));
    expect(await boot(station)).toMatchObject({ status: 'Accepted' });
    expect(await service.client.call('stations.get', { stationId: own.stationId })).toMatchObject({
      securityProfile: 3,
    });
    expect(await refusal(url, { ca: roots })).toBe('403');
    expect(await refusal(`${service.ocppUrl}/${own.stationId}`)).toBe('403');
  });

  test('the certificate of another station, of another authority, of nobody, and a revoked one are refused', async () => {
    const own = await certified('REVOKED');
    const other = await certified('OTHER');
    const url = `${wss}/REVOKED`;
    expect(await refusal(url, shown(other))).toBe('403');
    const { key } = await makeRequest('/CN=REVOKED');
    const selfMade = await openssl(['req', '-x509', '-key', '@key', '-subj', '/CN=REVOKED'], { key });
    expect(await refusal(url, { ca: roots, key, cert: selfMade })).toBe('403');

    const station = await dial(url, shown(own));
    const revoked = await service.client.call('certificates.revoke', { certificateId: own.certificateId });
    expect(revoked).toMatchObject({ state: 'revoked', stationId: 'REVOKED' });
    await station.closed;
    expect(await refusal(url, shown(own))).toBe('403');
    const { rows } = await service.client.call('handshakes.list', {});
    expect(rows.filter(({ identity }) => identity === 'REVOKED').map((row) => row.refusal)).toEqual(
      expect.arrayContaining(['clientCertificateInvalid', 'clientCertificateRevoked']),
    );
  });

  test('a certificate without its key opens nothing', async () => {
    const own = await certified('NO-KEY');
    const { key } = await makeRequest('/CN=NO-KEY');
    expect(await refusal(`${wss}/NO-KEY`, { ca: roots, cert: own.certificate, key })).not.toBe('let in');
  });

  test('requests for another name, another operator or by a weak key are answered, and nothing is issued', async () => {
    const password = await known('ASKS', 2);
    const station = await dial(`${wss}/ASKS`, { ...basic('ASKS', password), ca: roots });
    await boot(station, { chargePointSerialNumber: 'SN-77' });
    const sign = async (subject: string, kind?: readonly string[]): Promise<unknown> =>
      station.ask('SignCertificate', { csr: (await makeRequest(subject, kind)).csr });
    expect(await sign('/CN=OTHER')).toEqual({ status: 'Rejected' });
    expect(await sign('/CN=ASKS', ['rsa', '-pkeyopt', 'rsa_keygen_bits:1024'])).toEqual({ status: 'Rejected' });
    expect(await station.ask('SignCertificate', { csr: 'nonsense' })).toEqual({ status: 'Rejected' });
    await call('settings.update', { operatorName: 'Yaşıl Enerji' });
    expect(await sign('/CN=SN-77')).toEqual({ status: 'Rejected' });
    expect(await sign('/CN=SN-77/O=Yaşıl Enerji')).toEqual({ status: 'Accepted' });
    await call('settings.update', { operatorName: '' });
    await service.client.event('certificates.changed', (one) => one.stationId === 'ASKS' && one.state === 'installed');
    expect(await service.client.call('certificates.list', { stationId: 'ASKS' })).toMatchObject({
      total: 1,
      rows: [{ subject: 'CN=SN-77, O=Yaşıl Enerji', state: 'installed' }],
    });
  });

  test('a certificate the station refuses does not count', async () => {
    const password = await known('REFUSES', 2);
    const station = await dial(`${wss}/REFUSES`, { ...basic('REFUSES', password), ca: roots }, () => ({
      status: 'Rejected',
    }));
    await boot(station);
    await station.ask('SignCertificate', { csr: (await makeRequest('/CN=REFUSES')).csr });
    await service.client.event('certificates.changed', (one) => one.stationId === 'REFUSES' && one.state === 'refused');
    await expect(call('security.raiseProfile', { stationId: 'REFUSES', profile: 3 })).rejects.toMatchObject({
      details: { reason: 'noCertificate' },
    });
  });
});

test('[TC_073] a station is given a new password, comes back with it, and the old one is void', async () => {
  const old = await known('ROTATE');
  const url = `${service.ocppUrl}/ROTATE`;
  const station = await dial(url, basic('ROTATE', old));
  await boot(station);
  expect(await service.client.call('security.rotateKey', { stationId: 'ROTATE' })).toMatchObject({ kind: 'accepted' });
  const next = String(station.asked.find(({ action }) => action === 'ChangeConfiguration')?.payload['value']);
  expect(next).toMatch(/^[0-9A-F]{40}$/);
  await dial(url, basic('ROTATE', old));
  await dial(url, basic('ROTATE', Buffer.from(next, 'hex')));
  expect(await service.client.call('security.rotation', { stationId: 'ROTATE' })).toMatchObject({ state: 'done' });
  expect(await refusal(url, basic('ROTATE', old))).toBe('401');
  const { rows } = await service.client.call('frames.list', { stationId: 'ROTATE' });
  expect(JSON.stringify(rows)).not.toContain(next);
});

test('[TC_083] a station is raised to profile 2, restarted, and let in by it', async () => {
  const password = await known('RAISE');
  const station = await dial(`${service.ocppUrl}/RAISE`, basic('RAISE', password));
  await boot(station);
  expect(await service.client.call('security.raiseProfile', { stationId: 'RAISE', profile: 2 })).toMatchObject({
    kind: 'accepted',
  });
  await expect.poll(() => station.asked.map(({ action }) => action)).toContain('Reset');
  expect(station.asked[0]).toMatchObject({ payload: { key: 'SecurityProfile', value: '2' } });
  await dial(`${service.ocppUrl}/RAISE`, basic('RAISE', password));
  await dial(`${wss}/RAISE`, { ...basic('RAISE', password), ca: roots });
  expect(await refusal(`${service.ocppUrl}/RAISE`, basic('RAISE', password))).toBe('403');
});

test('[TC_075_2] a station is given a root of ours when none is named', async () => {
  await call('stations.add', { stationId: 'ROOT', name: '' });
  const station = await dial(`${service.ocppUrl}/ROOT`);
  await boot(station);
  const command = { type: 'installCertificate', certificateType: 'CSMSRootCertificate' } as const;
  expect(await service.client.call('stations.command', { stationId: 'ROOT', command })).toMatchObject({
    kind: 'accepted',
  });
  const { certificate } = station.asked[0]?.payload ?? {};
  expect(roots).toContain(String(certificate).trim());
});

test('[TC_077] what a station reports of its safety is listed, and what is critical is told as an alert', async () => {
  await call('stations.add', { stationId: 'EVENTS', name: 'Həyət' });
  const station = await dial(`${service.ocppUrl}/EVENTS`);
  await boot(station);
  const report = (type: string): Promise<unknown> =>
    station.ask('SecurityEventNotification', { type, timestamp: new Date().toISOString(), techInfo: 'cover 2' });
  expect(await report('InvalidChargePointCertificate')).toEqual({});
  expect(await report('StartupOfTheDevice')).toEqual({});
  expect(await report('TamperDetectionActivated')).toEqual({});
  const { total, rows } = await service.client.call('securityEvents.list', { stationId: 'EVENTS' });
  expect([total, rows.map((row) => [row.type, row.critical, row.stationName])]).toEqual([
    3,
    expect.arrayContaining([
      ['InvalidChargePointCertificate', false, 'Həyət'],
      ['StartupOfTheDevice', true, 'Həyət'],
      ['TamperDetectionActivated', true, 'Həyət'],
    ]),
  ]);
  const alerts = await service.client.event('alerts.changed', (all) => all.some((one) => one.kind === 'securityEvent'));
  expect(alerts.filter((one) => one.kind === 'securityEvent').map((one) => one.details)).toEqual([
    { type: 'TamperDetectionActivated', techInfo: 'cover 2' },
  ]);
});

describe('encrypted connections', () => {
  test('are off at first, come back by themselves after a restart, and end when they are turned off', async () => {
    const dataFolder = await makeDataFolder();
    const first = await startService({ dataFolder, flags });
    expect(await first.client.call('security.get', {})).toMatchObject({
      tls: { enabled: false, listening: false, urls: [] },
      roots: [],
    });
    await expect(first.client.call('security.exportRoot', { format: 'pem' })).rejects.toMatchObject({
      details: { reason: 'tlsOff' },
    });
    const on = await first.client.call('security.turnOn', {});
    expect(await readdir(join(dataFolder, 'tls'))).toHaveLength(4);
    await first.stop();

    const again = await startService({ dataFolder, flags });
    onTestFinished(() => again.stop());
    const back = await again.client.call('security.get', {});
    expect(back).toMatchObject({ tls: { enabled: true, listening: true }, roots: on.roots });
    const [url = ''] = back.tls.urls;
    const ca = Buffer.from((await again.client.call('security.exportRoot', { format: 'pem' })).base64, 'base64');
    const station = await dial(`${url}/CP1`, { ca });
    expect(await again.client.call('security.turnOff', {})).toMatchObject({
      tls: { enabled: false, listening: false },
    });
    await station.closed;
    expect(await refusal(`${url}/CP1`, { ca })).toBe('ECONNREFUSED');
    expect((await again.client.call('security.get', {})).roots).toEqual(on.roots);
    expect(await again.client.call('security.turnOn', {})).toMatchObject({ tls: { listening: true }, roots: on.roots });
  });

  test('on a port that another program has are a conflict to turn on, and a problem that is tried again after a restart', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      blocker.close();
    });
    const { port } = blocker.address() as { readonly port: number };
    const dataFolder = await makeDataFolder();
    const taken = await startService({ dataFolder, flags: ['--ocpp-tls-port', String(port)] });
    await expect(taken.client.call('security.turnOn', {})).rejects.toMatchObject({ details: { reason: 'portInUse' } });
    expect((await taken.client.call('security.get', {})).tls).toMatchObject({ enabled: false, problem: null });
    await taken.stop();
    const free = await startService({ dataFolder, flags });
    await free.client.call('security.turnOn', {});
    await free.stop();
    const later = await startService({ dataFolder, flags: ['--accept-unknown', '--ocpp-tls-port', String(port)] });
    onTestFinished(() => later.stop());
    expect((await later.client.call('security.get', {})).tls).toMatchObject({
      enabled: true,
      listening: false,
      problem: 'portInUse',
    });
    await dial(`${later.ocppUrl}/CP1`);
  });

  test('whose keys the desktop sealed are a problem told in plain words without it, and chargers on the plain port are served', async () => {
    const dataFolder = await makeDataFolder();
    const first = await startService({ dataFolder, flags });
    await first.client.call('security.turnOn', {});
    await first.stop();
    const { writeFile } = await import('node:fs/promises');
    const path = join(dataFolder, 'tls', 'root-rsa.private.pem');
    const [certificate = ''] = (await readFile(path, 'utf8')).split(/(?<=-----END CERTIFICATE-----\n)/);
    await writeFile(
      path,
      `${certificate}-----BEGIN STANSIYA SEALED KEY-----\nAAAA\n-----END STANSIYA SEALED KEY-----\n`,
    );
    const sealed = await startService({ dataFolder, flags });
    onTestFinished(() => sealed.stop());
    expect(await sealed.client.call('security.get', {})).toMatchObject({
      tls: { problem: 'keysSealed' },
      keysEncrypted: true,
    });
    await expect(sealed.client.call('security.turnOn', {})).rejects.toMatchObject({
      details: { reason: 'keysUnusable' },
    });
    await dial(`${sealed.ocppUrl}/CP1`);
  });
});
