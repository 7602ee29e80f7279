import { describe, expect, test } from 'vitest';
import { newStation } from '../../../electron/service/domain/admission.ts';
import { dialIn, handshake, noDetails, openSite } from './test-site.ts';

const boot = { ...noDetails, vendor: 'Acme', model: 'One' };

describe('a station nobody wrote down', () => {
  test('waits as pending, may say what it is, and is refused everything else', async () => {
    const site = await openSite();
    const verdict = await site.central.admit(handshake(site.time, 'NEW'));
    expect(verdict).toEqual({ kind: 'accept', stationId: 'NEW' });
    const station = dialIn(site.central, site.time, 'NEW');
    const answer = await station.say((rules) => rules.bootNotification(boot));
    expect(answer).toMatchObject({ status: 'Pending', intervalSeconds: 10 });
    await expect(station.say((rules) => rules.heartbeat())).rejects.toMatchObject({ code: 'SecurityError' });
    await expect(station.say((rules) => rules.authorize('CARD'))).rejects.toMatchObject({ code: 'SecurityError' });
    expect(await site.store.read.stations.find('NEW')).toMatchObject({ admission: 'pending', vendor: 'Acme' });
    const frames = await site.store.read.frames.list({ limit: 10, offset: 0 });
    expect(frames.total).toBe(6);
  });

  test('is served as soon as it is admitted', async () => {
    const site = await openSite();
    await site.central.admit(handshake(site.time, 'NEW'));
    const station = dialIn(site.central, site.time, 'NEW');
    await site.stations.admit('NEW');
    expect(await station.say((rules) => rules.bootNotification(boot))).toMatchObject({
      status: 'Accepted',
      intervalSeconds: 300,
    });
  });

  test('is admitted at once where strangers are welcome', async () => {
    const site = await openSite({ settings: { acceptUnknown: true } });
    await site.central.admit(handshake(site.time, 'NEW'));
    const station = dialIn(site.central, site.time, 'NEW');
    expect(await station.say((rules) => rules.heartbeat())).toEqual({ currentTime: site.time.now() });
  });

  test('is no stranger any more when it was added, with a password, in the same moment', async () => {
    const site = await openSite({ settings: { acceptUnknown: true } });
    const adding = site.store.write((unit) =>
      unit.stations.insert({
        ...newStation('HALL-1', site.time.now()),
        admission: 'accepted',
        securityProfile: 1,
        passwordHash: 'scrypt$16384$8$1$AAAA$AAAA',
      }),
    );
    const verdict = site.central.admit(handshake(site.time, 'HALL-1'));
    await adding;
    expect(await verdict).toEqual({ kind: 'refuse', refusal: 'wrongCredentials' });
  });

  test('is turned away when a hundred others wait', async () => {
    const site = await openSite();
    for (let number = 0; number < 100; number += 1)
      await site.central.admit(handshake(site.time, `NEW-${String(number)}`));
    expect(await site.central.admit(handshake(site.time, 'ONE-MORE'))).toEqual({
      kind: 'refuse',
      refusal: 'unknownStation',
    });
    expect(await site.central.admit(handshake(site.time, 'new-5'))).toEqual({ kind: 'accept', stationId: 'NEW-5' });
    expect(site.live.stations()).toHaveLength(100);
  });

  test.each(['', 'x'.repeat(49), 'CP\u0000', 'CP\n1'])('with the identity %j is turned away', async (stationId) => {
    const site = await openSite();
    expect(await site.central.admit(handshake(site.time, stationId))).toEqual({
      kind: 'refuse',
      refusal: 'badIdentity',
    });
  });
});

describe('a known station', () => {
  test('needs no BootNotification to be served', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'HALL-1', name: '' });
    const station = dialIn(site.central, site.time, 'HALL-1');
    expect(await station.say((rules) => rules.heartbeat())).toEqual({ currentTime: site.time.now() });
  });

  test('is known whatever the case it writes itself in', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'Hall-1', name: '' });
    expect(await site.central.admit(handshake(site.time, 'HALL-1'))).toEqual({
      kind: 'accept',
      stationId: 'Hall-1',
      isAdmitted: true,
    });
  });

  test('that was rejected is turned away and disconnected', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    await site.stations.reject('HALL-1');
    expect(site.disconnected).toEqual(['HALL-1']);
    expect(await site.central.admit(handshake(site.time, 'HALL-1'))).toEqual({
      kind: 'refuse',
      refusal: 'rejectedStation',
    });
  });

  test('that is removed waits like any other stranger when it comes again', async () => {
    const site = await openSite();
    await site.connect('HALL-1');
    await site.stations.remove('hall-1');
    expect(site.live.stations()).toEqual([]);
    await site.central.admit(handshake(site.time, 'HALL-1'));
    expect(site.live.station('HALL-1')?.record).toMatchObject({ admission: 'pending', name: '' });
  });

  test('can’t be removed while it charges', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    const station = await site.connect('HALL-1');
    await station.say((rules) =>
      rules.transactionStarted({
        evseId: 1,
        transactionId: null,
        idToken: 'CARD',
        meterStartWh: 0,
        time: { text: null, at: null, zoneMissing: false },
        reservationId: null,
      }),
    );
    await expect(site.stations.remove('HALL-1')).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'sessionRunning' },
    });
  });
});

describe('a station with a password', () => {
  const key = 'a secret: with 16+';
  const credentials = (user: string, password: string | Uint8Array) => ({
    user,
    password: typeof password === 'string' ? Buffer.from(password) : password,
  });

  test('[TC_085] is served with the right one only, and only under its own name', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'HALL-1', name: '', password: key });
    const admit = async (given: ReturnType<typeof credentials> | null) =>
      (await site.central.admit(handshake(site.time, 'HALL-1', { credentials: given }))).kind;
    expect(await admit(credentials('HALL-1', key))).toBe('accept');
    expect(await admit(credentials('hall-1', key))).toBe('accept');
    expect(await admit(null)).toBe('refuse');
    expect(await admit(credentials('HALL-2', key))).toBe('refuse');
    expect(await admit(credentials('HALL-1', `${key}!`))).toBe('refuse');
    expect(await admit(credentials('HALL-1', ''))).toBe('refuse');
  });

  test('may send the key’s bytes where it was typed as hex digits', async () => {
    const site = await openSite();
    const hex = '4f43415f4F43545F61646D696E5F74657374';
    await site.stations.add({ stationId: 'AL1000', name: '', password: hex });
    for (const password of [hex.toLowerCase(), Buffer.from(hex, 'hex')]) {
      const given = handshake(site.time, 'AL1000', { credentials: credentials('AL1000', password) });
      expect((await site.central.admit(given)).kind).toBe('accept');
    }
  });

  test('that guesses is made to wait, and is served again later', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'HALL-1', name: '', password: key });
    const admit = async (password: string) =>
      (await site.central.admit(handshake(site.time, 'HALL-1', { credentials: credentials('HALL-1', password) }))).kind;
    for (let guess = 0; guess < 5; guess += 1) expect(await admit(`guess ${String(guess)}`)).toBe('refuse');
    expect(await admit(key)).toBe('refuse');
    site.time.pass(61_000);
    expect(await admit(key)).toBe('accept');
  });

  test('keeps nothing but a salted hash of it', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'A', name: '', password: key });
    await site.stations.add({ stationId: 'B', name: '', password: key });
    const hashes = (await site.store.read.stations.list()).map((station) => station.passwordHash);
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) expect(hash).toMatch(/^scrypt\$16384\$8\$1\$/);
  });
});
