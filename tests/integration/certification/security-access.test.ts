import { connect as connectTls } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { eventually } from '../../harness/eventually.ts';
import { minuteMs, type ChargePoint } from '../../harness/stand.ts';
import { useSecureStand } from '../../harness/secure-stand.ts';
import { bootReported, status } from '../../harness/steps.ts';
import { asks } from '../../harness/wire.ts';

const stand = useSecureStand();

const welcome = [bootReported, status('Available', 0), status('Available', 1)];

/** Has the station come by a higher security profile, and restarts it. */
async function raise(point: ChargePoint, profile: 2 | 3): Promise<void> {
  const { stationId } = point;
  const { connectedAt } = await point.view();
  point.wire.forget();
  const raised = await stand.client.call('security.raiseProfile', { stationId, profile });
  expect(raised).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await eventually(async () => {
    await point.time.advance(1_000);
    const view = await point.view();
    expect(view).toMatchObject({ online: true, secure: true, securityProfile: profile });
    expect(view.connectedAt).not.toBe(connectedAt);
  });
  // Whether its new value is read again depends on what comes first.
  const besides = ['GetConfiguration'];
  const request = { key: 'SecurityProfile', value: String(profile) };
  await point.wire.shows([asks('ChangeConfiguration', request, { status: 'Accepted' })], besides);
  const result = await point.command({ type: 'reset', mode: 'hard' });
  expect(result).toMatchObject({ kind: 'accepted' });
  await point.restarted();
  await point.wire.shows([asks('Reset', { type: 'Hard' }, { status: 'Accepted' }), ...welcome], besides);
  await point.seen(result);
}

const key: unknown = expect.stringMatching(/^[0-9a-f]{32,40}$/i);

it('TC_073_CSMS update the charge point password for HTTP basic authentication', async () => {
  const { point, password } = await stand.withPassword('TC_073');
  await point.station.boot();
  point.wire.forget();
  const result = await stand.client.call('security.rotateKey', { stationId: 'TC_073' });
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
  await point.time.advance(minuteMs);
  await stand.client.event('security.rotationChanged', (told) => told.stationId === 'TC_073' && told.state === 'done');
  await point.wire.shows([
    asks('ChangeConfiguration', { key: 'AuthorizationKey', value: key }, { status: 'Accepted' }),
  ]);
  const [exchange] = point.wire.of('ChangeConfiguration');
  const { value } = exchange?.request as { readonly value: string };
  expect(value).not.toBe(password);

  expect(await point.view()).toMatchObject({ online: true, passwordSet: true, securityProfile: 1 });
  expect(await stand.client.call('security.rotation', { stationId: 'TC_073' })).toMatchObject({ state: 'done' });
  const { rows } = await stand.client.call('frames.list', { stationId: 'TC_073', action: 'ChangeConfiguration' });
  expect(rows.some(({ text }) => text.includes(value))).toBe(false);
  const old = stand.station('TC_073', { password: Buffer.from(password, 'hex') });
  await expect(old.station.boot()).rejects.toMatchObject({ statusCode: 401 });
});

it('TC_083_CSMS upgrade the charge point security profile, accepted', async () => {
  const { point, password } = await stand.withPassword('TC_083');
  await point.station.boot();
  await raise(point, 2);
  expect(await point.view()).toMatchObject({ online: true, secure: true, securityProfile: 2 });
  const behind = stand.station('TC_083', { password: Buffer.from(password, 'hex') });
  await expect(behind.station.boot()).rejects.toMatchObject({ statusCode: 403 });
});

it('TC_085_CSMS basic authentication, valid user name and password', async () => {
  const { point } = await stand.withPassword('TC_085');
  for (const password of [undefined, 'a password of somebody else']) {
    const stranger = stand.station('TC_085', { password });
    await expect(stranger.station.boot()).rejects.toMatchObject({ statusCode: 401 });
  }
  await point.station.boot();
  await point.wire.shows(welcome);
  expect(await point.view()).toMatchObject({ online: true, passwordSet: true, secure: false });
  const { rows } = await stand.client.call('handshakes.list', {});
  expect(rows).toContainEqual(expect.objectContaining({ identity: 'TC_085', refusal: 'wrongCredentials', count: 2 }));
});

it('TC_086_CSMS TLS, server-side certificate, valid certificate', async () => {
  const { point } = await stand.secured('TC_086');
  await point.station.boot();
  await point.wire.shows(welcome);
  expect(await point.view()).toMatchObject({ online: true, secure: true });
  const { hostname: host, port } = new URL(stand.secureUrl);
  const negotiated = await new Promise<string | null>((resolve, reject) => {
    const socket = connectTls({ host, port: Number(port), ca: stand.roots }, () => {
      resolve(socket.authorized ? socket.getProtocol() : null);
      socket.destroy();
    });
    socket.once('error', reject);
  });
  expect(['TLSv1.2', 'TLSv1.3']).toContain(negotiated);
  const outdated = new Promise((_, reject) => {
    const limits = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    connectTls({ host, port: Number(port), rejectUnauthorized: false, ...limits }).once('error', reject);
  });
  await expect(outdated).rejects.toThrow(/alert|version|protocol/i);
});

it('TC_087_CSMS TLS, client-side certificate, valid certificate', async () => {
  const { point, password } = await stand.secured('TC_087');
  await point.station.boot();
  await point.command({ type: 'extendedTrigger', message: 'SignChargingStationCertificate' });
  await stand.client.event(
    'certificates.changed',
    (certificate) => certificate.stationId === 'TC_087' && certificate.state === 'installed',
  );
  await raise(point, 3);
  expect(await point.view()).toMatchObject({ online: true, secure: true, securityProfile: 3 });
  const { rows } = await stand.client.call('certificates.list', { stationId: 'TC_087' });
  expect(rows[0]?.usedAt).not.toBeNull();
  const bare = stand.station('TC_087', { ...stand.encrypted, password: Buffer.from(password, 'hex') });
  await expect(bare.station.boot()).rejects.toMatchObject({ statusCode: 403 });
});

it('TC_088_CSMS WebSocket subprotocol negotiation', async () => {
  const open = (stationId: string, subprotocols: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${stand.service.ocppUrl}/${stationId}`, [...subprotocols]);
      onTestFinished(() => {
        socket.terminate();
      });
      socket.once('open', () => {
        resolve(socket.protocol);
      });
      socket.on('error', reject);
    });
  expect(await open('TC_088', ['ocpp1.6'])).toBe('ocpp1.6');
  expect(await open('TC_088_B', ['ocpp9.9', 'ocpp1.6'])).toBe('ocpp1.6');
  await expect(open('TC_088_C', ['ocpp9.9'])).rejects.toThrow('no subprotocol');
  expect(await stand.client.call('stations.get', { stationId: 'TC_088' })).toMatchObject({
    online: true,
    protocol: 'ocpp1.6',
    subprotocolMissing: false,
  });
  const { rows } = await stand.client.call('handshakes.list', {});
  expect(rows).toContainEqual(expect.objectContaining({ identity: 'TC_088_C', refusal: 'noCommonSubprotocol' }));
});
