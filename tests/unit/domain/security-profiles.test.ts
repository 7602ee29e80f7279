import { describe, expect, test } from 'vitest';
import { AppError } from '../../../electron/contract/errors.ts';
import type { CertificateAuthority } from '../../../electron/service/domain/certificate-authority.ts';
import type { Handshake } from '../../../ocpp/central-system.ts';
import type { SecurityProfile } from '../../../ocpp/model/station.ts';
import { dialIn, handshake, openSite, type TestSite } from './test-site.ts';

const key = '4F43415F4F43545F61646D696E5F7465';
const hourMs = 3_600_000;

/** An authority whose certificates are words. */
const authority: CertificateAuthority = {
  readRequest: () => Promise.resolve('unreadable'),
  issue: () => Promise.reject(new Error('not asked for')),
  isValid: (certificate) => !Buffer.from(certificate).toString().startsWith('expired'),
  rootCertificate: () => 'root',
};

function withPassword(user: string, password: string | Uint8Array): Handshake['credentials'] {
  return { user, password: Buffer.from(password) };
}

async function openHall(profile: SecurityProfile = 1): Promise<TestSite> {
  const site = await openSite({ authority });
  await site.stations.add({ stationId: 'HALL-1', name: '', password: key });
  if (profile !== 1) await site.store.write((unit) => unit.stations.update('HALL-1', { securityProfile: profile }));
  const station = await site.store.read.stations.find('HALL-1');
  if (station !== null) site.announce({ type: 'station', station });
  return site;
}

async function verdict(site: TestSite, given: Partial<Handshake> = {}): Promise<string> {
  const answer = await site.central.admit(handshake(site.time, 'HALL-1', given));
  return answer.kind === 'accept' ? 'accept' : answer.refusal;
}

const byPassword = (password: string | Uint8Array = key, secure = false): Partial<Handshake> => ({
  credentials: withPassword('HALL-1', password),
  secure,
});

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

describe('a password made here', () => {
  test('has 20 random bytes, and is right as digits in either case and as bytes', async () => {
    const site = await openHall();
    const made = await site.stationSecurity.generateKey('HALL-1');
    expect(made).toMatch(/^[0-9A-F]{40}$/);
    expect(site.disconnected).toEqual(['HALL-1']);
    for (const spelling of [made, made.toLowerCase(), Buffer.from(made, 'hex')])
      expect(await verdict(site, byPassword(spelling))).toBe('accept');
    expect(await verdict(site, byPassword())).toBe('wrongCredentials');
    expect(await site.stationSecurity.generateKey('HALL-1')).not.toBe(made);
  });

  test('is asked for from then on where none was before', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'HALL-1', name: '' });
    expect(await verdict(site)).toBe('accept');
    const made = await site.stationSecurity.generateKey('HALL-1');
    expect(await verdict(site)).toBe('wrongCredentials');
    expect(await verdict(site, byPassword(made))).toBe('accept');
    await site.stations.update('HALL-1', { password: null });
    expect(await verdict(site)).toBe('accept');
  });

  test('cannot be taken away from a station that must send one over TLS', async () => {
    const site = await openHall(2);
    await expect(site.stations.update('HALL-1', { password: null })).rejects.toMatchObject({
      details: { reason: 'noPassword' },
    });
  });
});

describe('[TC_073] a new password over OCPP', () => {
  /** What the station is told. */
  function hearing(site: TestSite, kind: 'accepted' | 'rejected' | 'timedOut' = 'accepted'): string[] {
    const told: string[] = [];
    site.answerCommands((_, command) => {
      if (command.type === 'setConfiguration') told.push(command.value);
      return {
        kind,
        ...(kind === 'timedOut' ? {} : { response: { status: kind === 'accepted' ? 'Accepted' : 'Rejected' } }),
      };
    });
    return told;
  }

  test('counts beside the old one until the station has come back with it, then alone', async () => {
    const site = await openHall();
    const told = hearing(site);
    expect((await site.stationSecurity.rotateKey('HALL-1')).outcome.kind).toBe('accepted');
    const [next = ''] = told;
    expect(next).toMatch(/^[0-9A-F]{40}$/);
    expect(await site.store.read.rotations.find('HALL-1')).toMatchObject({ state: 'told' });
    expect(await verdict(site, byPassword())).toBe('accept');
    expect(await verdict(site, byPassword(Buffer.from(next, 'hex')))).toBe('accept');
    expect(await site.store.read.rotations.find('HALL-1')).toMatchObject({ state: 'done' });
    expect(await verdict(site, byPassword())).toBe('wrongCredentials');
    const states = site.changes.flatMap((change) =>
      change.type === 'told' && change.told.event === 'security.rotationChanged' ? change.told.data.state : [],
    );
    expect(states).toEqual(['told', 'done']);
  });

  test('that the station refuses leaves the old one, and only that', async () => {
    const site = await openHall();
    const told = hearing(site, 'rejected');
    expect((await site.stationSecurity.rotateKey('HALL-1')).outcome.kind).toBe('rejected');
    expect(await site.store.read.rotations.find('HALL-1')).toMatchObject({ state: 'refused' });
    expect(await verdict(site, byPassword(told[0]))).toBe('wrongCredentials');
    expect(await verdict(site, byPassword())).toBe('accept');
  });

  test('whose answer was lost counts as well as the old one', async () => {
    const site = await openHall();
    const told = hearing(site, 'timedOut');
    await site.stationSecurity.rotateKey('HALL-1');
    expect(await site.store.read.rotations.find('HALL-1')).toMatchObject({ state: 'failed' });
    expect(await verdict(site, byPassword())).toBe('accept');
    expect(await verdict(site, byPassword(told[0]))).toBe('accept');
  });

  test('asked for twice in a row counts whichever the station holds in the end', async () => {
    const site = await openHall();
    const told: string[] = [];
    const answers: (() => void)[] = [];
    site.answerCommands((_, command) => {
      if (command.type === 'setConfiguration') told.push(command.value);
      return new Promise((answer) => {
        answers.push(() => {
          answer({ kind: 'accepted', response: { status: 'Accepted' } });
        });
      });
    });
    const clicks = [site.stationSecurity.rotateKey('HALL-1'), site.stationSecurity.rotateKey('HALL-1')];
    await expect.poll(() => told.length).toBe(2);
    for (const [index, click] of clicks.entries()) {
      answers[index]?.();
      await click;
    }
    expect(await verdict(site, byPassword(told[0]))).toBe('wrongCredentials');
    expect(await verdict(site, byPassword(told[1]))).toBe('accept');
  });

  test('told after another one still counts when the station comes with the other one first', async () => {
    const site = await openHall();
    const told = hearing(site, 'timedOut');
    await site.stationSecurity.rotateKey('HALL-1');
    await site.stationSecurity.rotateKey('HALL-1');
    expect(await verdict(site, byPassword(told[0]))).toBe('accept');
    expect(await verdict(site, byPassword())).toBe('wrongCredentials');
    expect(await verdict(site, byPassword(told[1]))).toBe('accept');
    expect(await verdict(site, byPassword(told[0]))).toBe('wrongCredentials');
  });

  test('set by hand while the station comes with one it was told stays', async () => {
    const site = await openHall();
    const told = hearing(site);
    await site.commands.run('HALL-1', {
      type: 'setConfiguration',
      key: 'AuthorizationKey',
      value: 'a slow one of a person',
    });
    const coming = verdict(site, byPassword(told[0]));
    const byHand = await site.stationSecurity.generateKey('HALL-1');
    await coming;
    expect(await verdict(site, byPassword(told[0]))).toBe('wrongCredentials');
    expect(await verdict(site, byPassword(byHand))).toBe('accept');
  });

  test('counts after the service was stopped before the answer came', async () => {
    const site = await openHall();
    let told = '';
    site.answerCommands((_, command) => {
      told = command.type === 'setConfiguration' ? command.value : '';
      return new Promise(() => undefined);
    });
    void site.stationSecurity.rotateKey('HALL-1');
    await expect.poll(() => told).not.toBe('');
    const again = await openSite({ store: site.store });
    expect(await verdict(again, byPassword())).toBe('accept');
    expect(await verdict(again, byPassword(told))).toBe('accept');
    expect(await verdict(again, byPassword())).toBe('wrongCredentials');
  });

  test('typed by a person counts just so, and is kept by a slow hash', async () => {
    const site = await openHall();
    hearing(site);
    const typed = 'a key of a person';
    await site.commands.run('HALL-1', { type: 'setConfiguration', key: 'authorizationKEY', value: typed });
    expect((await site.store.read.stations.find('HALL-1'))?.nextPasswordHashes[0]).toMatch(/^scrypt\$/);
    expect(await verdict(site, byPassword(typed))).toBe('accept');
    expect(await verdict(site, byPassword())).toBe('wrongCredentials');
  });

  test('is settled for a station that needs none when it sends it of itself', async () => {
    const site = await openSite();
    await site.stations.add({ stationId: 'HALL-1', name: '' });
    const told = hearing(site);
    await site.stationSecurity.rotateKey('HALL-1');
    expect(await verdict(site)).toBe('accept');
    expect(await site.store.read.rotations.find('HALL-1')).toMatchObject({ state: 'told' });
    expect(await verdict(site, byPassword(told[0]))).toBe('accept');
    expect(await site.store.read.rotations.find('HALL-1')).toMatchObject({ state: 'done' });
  });

  test('stands neither with the command nor in the log', async () => {
    const site = await openHall();
    const told = hearing(site);
    await site.stationSecurity.rotateKey('HALL-1');
    const kept = JSON.stringify([
      await site.store.read.commands.list({ limit: 9, offset: 0 }),
      site.changes,
      site.logged,
    ]);
    expect(told[0]).toBeDefined();
    expect(kept).not.toContain(told[0]);
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
