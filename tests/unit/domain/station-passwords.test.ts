import { describe, expect, test } from 'vitest';
import { byPassword, openHall, verdict } from './guarded-hall.ts';
import { openSite, type TestSite } from './test-site.ts';

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
