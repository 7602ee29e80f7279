import { describe, expect, test } from 'vitest';
import { openAuthority } from '../../../electron/service/tls/authority.ts';
import { makeRequest, temporaryFolder } from '../tls/openssl.ts';
import { at, noDetails, openSite, type TestSite, type TestStation } from './test-site.ts';

const day = 86_400_000;
async function openHall(): Promise<{ site: TestSite; station: TestStation }> {
  const now = Date.UTC(2026, 6, 6, 8);
  const authority = await openAuthority({
    mayMake: true,
    ...{ folder: await temporaryFolder(), sealingKey: null, organization: '', now },
  });
  const site = await openSite({ authority });
  const station = await site.connect('HALL-1');
  return { site, station };
}
async function sign(station: TestStation): Promise<string> {
  const { csr } = await makeRequest('/CN=hall-1');
  return station.say((rules) => rules.signCertificate(csr));
}
const states = async (site: TestSite): Promise<readonly string[]> =>
  (await site.store.read.certificates.list({ limit: 50, offset: 0 })).rows.map(({ state }) => state);

describe('[TC_074] a certificate that a station asks for', () => {
  test('follows as a command once the request is answered, and is installed when the station takes it', async () => {
    const { site, station } = await openHall();
    const sent: unknown[] = [];
    site.answerCommands((stationId, command) => {
      sent.push([stationId, command.type]);
      return { kind: 'accepted', response: { status: 'Accepted' } };
    });
    expect(await sign(station)).toBe('Accepted');
    expect([sent, await states(site)]).toEqual([[], ['issued']]);
    site.time.pass(1);
    await expect.poll(() => states(site)).toEqual(['installed']);
    expect(sent).toEqual([['HALL-1', 'certificateSigned']]);
  });

  test.each([
    ['refused', { kind: 'rejected' }],
    ['refused', { kind: 'notSupported' }],
    ['issued', { kind: 'timedOut' }],
    ['issued', { kind: 'offline' }],
  ] as const)('is %s when its command was %j', async (state, outcome) => {
    const { site, station } = await openHall();
    site.answerCommands(() => outcome);
    await sign(station);
    site.time.pass(1);
    await expect
      .poll(async () => (await site.store.read.commands.list({ limit: 1, offset: 0 })).rows[0]?.outcome?.kind)
      .toBe(outcome.kind);
    expect(await states(site)).toEqual([state]);
  });

  test('is not made longer than the station says that it can take', async () => {
    const { site, station } = await openHall();
    const told = { key: 'CertificateSignedMaxChainSize', value: '300', readonly: true };
    await site.store.write((unit) => unit.configuration.told('HALL-1', [told], site.time.now()));
    expect(await sign(station)).toBe('Rejected');
    expect(site.logged).toContain('a request for a certificate was refused');
    await site.store.write((unit) => unit.configuration.told('HALL-1', [{ ...told, value: '5000' }], site.time.now()));
    expect(await sign(station)).toBe('Accepted');
  });

  test('is made five times an hour and no more', async () => {
    const { site, station } = await openHall();
    for (let n = 0; n < 5; n += 1) expect(await sign(station)).toBe('Accepted');
    expect(await sign(station)).toBe('Rejected');
    site.time.pass(3_601_000);
    expect(await sign(station)).toBe('Accepted');
  });

  test('is not made where there is no authority, nor for a station that still waits at the door', async () => {
    const site = await openSite();
    expect(await sign(await site.connect('HALL-1'))).toBe('Rejected');
    const { site: hall, station } = await openHall();
    await hall.store.write((unit) => unit.stations.update('HALL-1', { admission: 'pending' }));
    const record = await hall.store.read.stations.find('HALL-1');
    if (record !== null) hall.announce({ type: 'station', station: record });
    await expect(sign(station)).rejects.toMatchObject({ code: 'SecurityError' });
  });
});

test('a station that is removed takes its certificates with it', async () => {
  const { site, station } = await openHall();
  await sign(station);
  await site.stations.remove('HALL-1');
  await site.stations.add({ stationId: 'HALL-1', name: '' });
  expect(await states(site)).toEqual(['revoked']);
});

test('a month before the certificate runs out that a station comes by, somebody is told; a new one ends that', async () => {
  const { site, station } = await openHall();
  site.answerCommands(() => ({ kind: 'accepted' }));
  await sign(station);
  site.time.pass(1);
  await expect.poll(() => states(site)).toEqual(['installed']);
  await site.stationSecurity.setProfile('HALL-1', 3);
  const expiring = (): readonly unknown[] => site.alerts.active().filter(({ kind }) => kind === 'certificateExpiring');
  const look = async (): Promise<readonly unknown[]> => {
    site.time.pass(6_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return expiring();
  };
  expect(await look()).toEqual([]);
  site.time.set(site.time.now() + 700 * day);
  await expect.poll(look).toMatchObject([{ stationId: 'HALL-1' }]);
  await sign(station);
  await expect.poll(look).toEqual([]);
});

test('what is critical and out of the ordinary is told as an alert, once for each kind', async () => {
  const site = await openSite();
  const station = await site.connect('HALL-1');
  await station.say((rules) => rules.bootNotification(noDetails));
  const report = (type: string): Promise<void> =>
    station.say((rules) => rules.securityEvent({ type, time: at(site.time.now()), techInfo: null }));
  for (const type of ['SettingSystemTime', 'ResetOrReboot', 'Vendor.Special', 'SecurityLogWasCleared'])
    await report(type);
  await report('SecurityLogWasCleared');
  await report('x'.repeat(300));
  site.time.pass(1);
  await expect
    .poll(() => site.alerts.active().flatMap(({ kind, details }) => (kind === 'securityEvent' ? [details] : [])))
    .toEqual([{ type: 'SecurityLogWasCleared', techInfo: '' }]);
  const { total, rows } = await site.store.read.securityEvents.list({ limit: 1, offset: 0 });
  expect([total, rows[0]?.type.length]).toEqual([6, 50]);
});
