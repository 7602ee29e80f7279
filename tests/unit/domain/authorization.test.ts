import { describe, expect, test } from 'vitest';
import { at, openSite, type TestSite, type TestStation } from './test-site.ts';

const hourMs = 3_600_000;

const authorize = async (station: TestStation, idToken: string) =>
  (await station.say((rules) => rules.authorize(idToken))).status;

const start = async (
  site: TestSite,
  station: TestStation,
  idToken: string,
  given: { evseId?: number; ago?: number } = {},
) => {
  const answer = await station.say((rules) =>
    rules.transactionStarted({
      evseId: given.evseId ?? 1,
      transactionId: null,
      idToken,
      meterStartWh: 0,
      time: at(site.time.now() - (given.ago ?? 0)),
      reservationId: null,
    }),
  );
  return answer.idTokenInfo.status;
};

describe('a card', () => {
  test('that nobody wrote down is invalid, and told of once', async () => {
    const site = await openSite();
    const station = await site.connect('HALL-1');
    expect(await authorize(station, 'STRANGER')).toBe('Invalid');
    expect(await authorize(station, 'stranger')).toBe('Invalid');
    site.time.pass(1_000);
    await expect.poll(() => site.alerts.active()).toHaveLength(1);
    expect(site.alerts.active()).toMatchObject([{ kind: 'unknownIdToken', details: { idToken: 'STRANGER' } }]);
  });

  test('that nobody wrote down may charge where any card may', async () => {
    const site = await openSite({ settings: { acceptAnyCard: true } });
    const station = await site.connect('HALL-1');
    expect(await authorize(station, 'STRANGER')).toBe('Accepted');
    expect(site.changes.filter((change) => change.type === 'unknownIdToken')).toEqual([]);
  });

  test('is the same whatever the case of its letters', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: '04ab' });
    expect(await authorize(await site.connect('HALL-1'), '04AB')).toBe('Accepted');
  });

  test('[TC_023_3] that is blocked is refused as blocked', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: 'CARD', status: 'Blocked' });
    expect(await authorize(await site.connect('HALL-1'), 'CARD')).toBe('Blocked');
  });

  test('[TC_023_2] is refused once it has expired, but not for a charge that began before', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: 'CARD', expiresAt: site.time.now() + hourMs });
    const station = await site.connect('HALL-1');
    expect(await authorize(station, 'CARD')).toBe('Accepted');
    site.time.pass(hourMs);
    expect(await authorize(station, 'CARD')).toBe('Expired');
    expect(await start(site, station, 'CARD', { ago: 2 * hourMs })).toBe('Accepted');
  });

  test('comes with its expiry and its parent', async () => {
    const site = await openSite();
    const expiresAt = site.time.now() + hourMs;
    await site.idTokens.add({ idToken: 'CARD', expiresAt, parentIdToken: 'FAMILY' });
    const station = await site.connect('HALL-1');
    const info = await station.say((rules) => rules.authorize('CARD'));
    expect(info).toEqual({ status: 'Accepted', expiresAt, parentIdToken: 'FAMILY' });
  });

  test('that charges may not charge elsewhere at the same time, but is still told to exist', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: 'CARD' });
    const [one, other] = [await site.connect('HALL-1'), await site.connect('HALL-2')];
    expect(await start(site, one, 'CARD')).toBe('Accepted');
    expect(await authorize(other, 'card')).toBe('Accepted');
    expect(await start(site, other, 'card')).toBe('ConcurrentTx');
    expect(await start(site, one, 'CARD', { evseId: 2 })).toBe('ConcurrentTx');
  });

  test('may charge elsewhere when the station of its other session is away', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: 'CARD' });
    const [one, other] = [await site.connect('HALL-1'), await site.connect('HALL-2')];
    await start(site, one, 'CARD');
    one.leave();
    expect(await start(site, other, 'CARD')).toBe('Accepted');
  });

  test('[TC_037_1] of a start that was kept back for hours is not refused for what runs now', async () => {
    const site = await openSite();
    await site.idTokens.add({ idToken: 'CARD' });
    const [one, other] = [await site.connect('HALL-1'), await site.connect('HALL-2')];
    await start(site, one, 'CARD');
    expect(await start(site, other, 'CARD', { ago: 3 * hourMs })).toBe('Accepted');
  });
});

describe('the token of the console', () => {
  test('charges where the console started it, and nowhere else', async () => {
    const site = await openSite();
    const token = site.settings.current().consoleIdToken;
    const [one, other] = [await site.connect('HALL-1'), await site.connect('HALL-2')];
    expect(await authorize(one, token)).toBe('Invalid');
    site.answerCommands(() => ({ kind: 'accepted' }));
    await site.commands.run('HALL-1', { type: 'remoteStart', evseId: 1, idToken: token });
    expect(await authorize(one, token.toLowerCase())).toBe('Accepted');
    expect(await start(site, one, token)).toBe('Accepted');
    expect(await authorize(other, token)).toBe('Invalid');
    site.time.pass(hourMs);
    expect(await authorize(one, token)).toBe('Invalid');
  });

  test('charges though the clock of the station is an hour behind', async () => {
    const site = await openSite();
    const token = site.settings.current().consoleIdToken;
    const one = await site.connect('HALL-1');
    site.answerCommands(() => ({ kind: 'accepted' }));
    await site.commands.run('HALL-1', { type: 'remoteStart', evseId: 1, idToken: token });
    expect(await start(site, one, token, { ago: hourMs })).toBe('Accepted');
  });
});
