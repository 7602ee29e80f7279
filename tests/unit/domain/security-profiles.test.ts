import { describe, expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/errors.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import { authority, byPassword, key, openHall, verdict, withPassword } from './guarded-hall.ts';
import { dialIn, openSite, type TestSite } from './test-site.ts';

const hourMs = 3_600_000;

describe('a station must come by its security profile', () => {
  test.each([
    ['wrongCredentials', 1, {}],
    ['accept', 1, byPassword()],
    ['wrongSecurityProfile', 1, byPassword(key, true)],
    ['wrongSecurityProfile', 2, byPassword()],
    ['accept', 2, byPassword(key, true)],
    ['wrongCredentials', 2, byPassword('another key of 16', true)],
    ['wrongCredentials', 2, { secure: true }],
    ['wrongSecurityProfile', 3, byPassword()],
    ['clientCertificateMissing', 3, byPassword(key, true)],
    ['clientCertificateInvalid', 3, { secure: true, clientCertificate: Buffer.from('unknown') }],
  ] as const)('%s: profile %d and %j', async (expected, profile, given) => {
    const site = await openHall(profile);
    expect(await verdict(site, given)).toBe(expected);
  });

  test('a wrong transport is refused before the password is looked at: nothing is learnt of it', async () => {
    const site = await openHall(2);
    for (let guess = 0; guess < 8; guess += 1)
      expect(await verdict(site, byPassword('a wrong key of 16'))).toBe('wrongSecurityProfile');
    expect(await verdict(site, byPassword(key, true))).toBe('accept');
  });

  test('with a certificate of profile 3 that is its own, ours, in time and not revoked', async () => {
    const site = await openHall(3);
    const { createHash } = await import('node:crypto');
    const add = (text: string, stationId: string): Promise<string> =>
      site.store.write((unit) =>
        unit.certificates.insert(
          {
            ...{ stationId, algorithm: 'ecdsa', subject: 'CN=x', serialNumber: text, pem: '', usedAt: null },
            fingerprint: createHash('sha256').update(text).digest('hex'),
            ...{ issuedAt: site.time.now(), notAfter: site.time.now() + hourMs, state: 'installed' },
          },
          9,
        ),
      );
    const come = (text: string): Promise<string> =>
      verdict(site, { secure: true, clientCertificate: Buffer.from(text) });
    await site.stations.add({ stationId: 'HALL-2', name: '' });
    const certificateId = await add('own', 'HALL-1');
    await add('of another', 'HALL-2');
    await add('expired', 'HALL-1');
    expect(await come('own')).toBe('accept');
    expect(await come('of another')).toBe('clientCertificateInvalid');
    expect(await come('expired')).toBe('clientCertificateInvalid');
    await expect
      .poll(async () => (await site.store.read.certificates.find(certificateId))?.usedAt)
      .toBe(site.time.now());

    await site.certificates.revoke(certificateId);
    expect(site.disconnected).toEqual(['HALL-1']);
    expect(await come('own')).toBe('clientCertificateRevoked');
    await expect(site.certificates.revoke('999')).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the four defects that were found in charging systems of the field', () => {
  test('CWE-306 no authentication: who says nothing is not let in where a password is set', async () => {
    const site = await openHall();
    expect(await verdict(site)).toBe('wrongCredentials');
    expect(await verdict(site, { credentials: withPassword('HALL-2', key) })).toBe('wrongCredentials');
    expect(await verdict(site, { credentials: withPassword('HALL-1', '') })).toBe('wrongCredentials');
  });

  test('CWE-307 no limit on attempts: after five the right password is not looked at either, for longer each time', async () => {
    const site = await openHall();
    const guess = (): Promise<string> => verdict(site, byPassword('a wrong key of 16'));
    for (let n = 0; n < 5; n += 1) expect(await guess()).toBe('wrongCredentials');
    expect(await verdict(site, byPassword())).toBe('tooManyAttempts');
    site.time.pass(61_000);
    for (let n = 0; n < 5; n += 1) expect(await guess()).toBe('wrongCredentials');
    site.time.pass(61_000);
    expect(await verdict(site, byPassword())).toBe('tooManyAttempts');
    site.time.pass(61_000);
    expect(await verdict(site, byPassword())).toBe('accept');
  });

  test('CWE-307 a hundred guesses at once count as a hundred, not as one', async () => {
    const site = await openHall();
    const guesses = Array.from({ length: 100 }, (_, n) => verdict(site, byPassword(`wrong key number ${String(n)}`)));
    const answers = await Promise.all([...guesses, verdict(site, byPassword())]);
    expect(answers.filter((answer) => answer === 'wrongCredentials')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'tooManyAttempts')).toHaveLength(96);
  });

  test('CWE-307 guessing from one address does not lock the station out at its own', async () => {
    const site = await openHall();
    for (let n = 0; n < 9; n += 1)
      await verdict(site, { ...byPassword('a wrong key of 16'), remoteAddress: '192.168.1.66' });
    expect(await verdict(site, byPassword())).toBe('accept');
  });

  test('CWE-613 one who proves nothing does not push a station away; from its own address it may dial anew', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    expect(await verdict(site, { remoteAddress: '192.168.1.66' })).toBe('identityInUse');
    expect(await verdict(site)).toBe('accept');
    station.leave();
    expect(await verdict(site, { remoteAddress: '192.168.1.66' })).toBe('accept');
  });

  test('CWE-613 one who proves who it is takes the place of an older connection from wherever it comes', async () => {
    const site = await openHall();
    await site.connect('HALL-1');
    expect(await verdict(site, { ...byPassword(), remoteAddress: '192.168.1.66' })).toBe('accept');
  });

  test('CWE-522 passwords that can be read: only salted hashes are kept, and the log never names one', async () => {
    const site = await openHall();
    const generated = await site.stationSecurity.generateKey('HALL-1');
    await verdict(site, byPassword('a wrong key of 16'));
    const stored = JSON.stringify(await site.store.read.stations.list());
    for (const secret of [key, generated]) {
      expect(stored.toUpperCase()).not.toContain(secret);
      expect(site.logged.join()).not.toContain(secret);
    }
    expect((await site.store.read.stations.find('HALL-1'))?.passwordHash).toMatch(/^sha256\$[^$]{24}\$[^$]{44}$/);
  });
});

describe('[TC_083] a higher security profile', () => {
  const accept = (site: TestSite): void => {
    site.answerCommands(() => ({ kind: 'accepted', response: { status: 'Accepted' } }));
  };
  const profileOf = async (site: TestSite): Promise<unknown> => {
    const station = await site.store.read.stations.find('HALL-1');
    return [station?.securityProfile, station?.otherProfile];
  };

  test('is taken beside the old one until the station has come by it', async () => {
    const site = await openHall();
    accept(site);
    await site.stationSecurity.raiseProfile('HALL-1', 2);
    expect(await profileOf(site)).toEqual([2, 1]);
    expect(await verdict(site, byPassword())).toBe('accept');
    expect(await verdict(site, byPassword(key, true))).toBe('accept');
    expect(await profileOf(site)).toEqual([2, null]);
    expect(await verdict(site, byPassword())).toBe('wrongSecurityProfile');
  });

  test('is the only one a day later', async () => {
    const site = await openHall();
    accept(site);
    await site.stationSecurity.raiseProfile('HALL-1', 2);
    site.time.pass(23 * hourMs);
    expect(await verdict(site, byPassword())).toBe('accept');
    site.time.pass(2 * hourMs);
    expect(await verdict(site, byPassword())).toBe('wrongSecurityProfile');
    expect(await verdict(site, byPassword(key, true))).toBe('accept');
  });

  test('that the station refuses leaves the old one', async () => {
    const site = await openHall();
    site.answerCommands(() => ({ kind: 'rejected' }));
    await site.stationSecurity.raiseProfile('HALL-1', 2);
    expect(await profileOf(site)).toEqual([1, null]);
    expect(await verdict(site, byPassword(key, true))).toBe('wrongSecurityProfile');
  });

  test('is taken from a station that comes by it before its answer is known, and after a restart', async () => {
    const site = await openHall();
    site.answerCommands(() => new Promise(() => undefined));
    void site.stationSecurity.raiseProfile('HALL-1', 2);
    await expect.poll(() => profileOf(site)).toEqual([1, 2]);
    const again = await openSite({ store: site.store, authority });
    expect(await verdict(again, byPassword())).toBe('accept');
    expect(await verdict(again, byPassword(key, true))).toBe('accept');
    expect(await profileOf(again)).toEqual([2, null]);
  });

  test('needs what it stands on, is never lower, and nothing is sent when it cannot be', async () => {
    const sent: unknown[] = [];
    const reasonOf = async (site: TestSite, profile: SecurityProfile): Promise<unknown> => {
      site.answerCommands((_, command) => {
        sent.push(command);
        return { kind: 'accepted' };
      });
      const fault: unknown = await site.stationSecurity
        .raiseProfile('HALL-1', profile)
        .catch((error: unknown) => error);
      return fault instanceof AppError ? fault.details.reason : fault;
    };
    const hall = await openHall(2);
    expect(await reasonOf(hall, 2)).toBe('profileNotHigher');
    expect(await reasonOf(hall, 1)).toBe('profileNotHigher');
    expect(await reasonOf(hall, 3)).toBe('noCertificate');
    const open = await openSite({ authority });
    await open.stations.add({ stationId: 'HALL-1', name: '' });
    expect(await reasonOf(open, 1)).toBe('noPassword');
    const plain = await openSite();
    await plain.stations.add({ stationId: 'HALL-1', name: '', password: key });
    expect(await reasonOf(plain, 2)).toBe('tlsOff');
    const byHand = plain.commands.run('HALL-1', { type: 'setConfiguration', key: 'SecurityProfile', value: '0' });
    await expect(byHand).rejects.toMatchObject({ details: { reason: 'profileNotHigher' } });
    expect(sent).toEqual([]);
    expect((await hall.store.read.commands.list({ limit: 9, offset: 0 })).total).toBe(0);
  });

  test('is not followed by another before the station has come by it: it could be locked out by the one it holds', async () => {
    const site = await openHall();
    await site.store.write((unit) => unit.stations.update('HALL-1', { securityProfile: 0 }));
    accept(site);
    await site.stationSecurity.raiseProfile('HALL-1', 1);
    const next = site.stationSecurity.raiseProfile('HALL-1', 2);
    await expect(next).rejects.toMatchObject({ code: 'conflict', details: { reason: 'profileUnsettled' } });
    expect(await verdict(site)).toBe('accept');
    expect(await verdict(site, byPassword())).toBe('accept');
    await site.stationSecurity.raiseProfile('HALL-1', 2);
    expect(await profileOf(site)).toEqual([2, 1]);
  });

  test('set by hand counts at once, also a lower one', async () => {
    const site = await openHall();
    await site.connect('HALL-1');
    await site.stationSecurity.setProfile('HALL-1', 2);
    expect(site.disconnected).toEqual(['HALL-1']);
    expect(await verdict(site, byPassword())).toBe('wrongSecurityProfile');
    await site.stationSecurity.setProfile('HALL-1', 0);
    expect(await verdict(site)).toBe('accept');
    await expect(site.stationSecurity.setProfile('HALL-1', 3)).rejects.toMatchObject({
      details: { reason: 'noCertificate' },
    });
    await expect(site.stationSecurity.setProfile('GONE', 1)).rejects.toMatchObject({ code: 'notFound' });
  });
});

test('a stranger that comes over TLS waits as any other', async () => {
  const site = await openSite();
  expect(await verdict(site, byPassword(key, true))).toBe('accept');
  expect(site.live.station('HALL-1')?.record).toMatchObject({ admission: 'pending', securityProfile: 0 });
  dialIn(site.central, site.time, 'HALL-1');
  await site.stations.admit('HALL-1');
  expect(await verdict(site, byPassword(key, true))).toBe('accept');
});
