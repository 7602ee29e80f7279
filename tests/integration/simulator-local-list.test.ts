import { expect, it } from 'vitest';
import type { Command } from '../../ocpp/model/command.ts';
import { startSite, type SimulatedSite } from './simulator/simulated-site.ts';

type Update = Extract<Command, { readonly type: 'sendLocalList' }>;
type Entry = Update['entries'][number];

const good = (idToken: string): Entry => ({ idToken, info: { status: 'Accepted' } });
const blocked = (idToken: string): Entry => ({ idToken, info: { status: 'Blocked' } });

const update = (updateType: Update['updateType'], version: number, entries: readonly Entry[]): Update => ({
  ...{ type: 'sendLocalList', updateType, version, entries },
});

const send = async (site: SimulatedSite, command: Update): Promise<string | undefined> =>
  (await site.command(command)).response?.status;

const version = async (site: SimulatedSite): Promise<number | undefined> =>
  (await site.command({ type: 'getLocalListVersion' })).response?.listVersion;

async function bootedSite(options?: Parameters<typeof startSite>[0]): Promise<SimulatedSite> {
  const site = await startSite(options);
  await site.station.boot();
  return site;
}

it('the list is empty at first, taken over whole, and then changed card by card', async () => {
  const site = await bootedSite();
  expect(await version(site)).toBe(0);
  expect(await send(site, update('full', 3, [good('A'), good('B')]))).toBe('Accepted');
  expect(await version(site)).toBe(3);
  const change = update('differential', 4, [{ idToken: 'a', info: null }, blocked('B'), good('C')]);
  expect(await send(site, change)).toBe('Accepted');
  expect(await version(site)).toBe(4);
  expect(site.station.inside().localList.cards).toEqual([
    { idTag: 'B', info: { status: 'Blocked' } },
    { idTag: 'C', info: { status: 'Accepted' } },
  ]);
  expect(await send(site, update('full', 5, []))).toBe('Accepted');
  expect(await version(site)).toBe(0);
});

it('an update that does not fit changes nothing', async () => {
  const site = await bootedSite({ configuration: { LocalAuthListMaxLength: '2', SendLocalListMaxLength: '2' } });
  await send(site, update('full', 3, [good('A'), good('B')]));
  expect(await send(site, update('differential', 3, [good('C')]))).toBe('VersionMismatch');
  expect(await send(site, update('differential', 4, [good('C')]))).toBe('Failed');
  expect(await send(site, update('full', 4, [good('A'), good('B'), good('C')]))).toBe('Failed');
  expect(await send(site, update('full', 4, [good('A'), good('a')]))).toBe('Failed');
  expect(await version(site)).toBe(3);
});

it.each([
  ['without the profile', { profiles: ['Core'] as const }],
  ['with the list turned off', { configuration: { LocalAuthListEnabled: 'false' } }],
])('a station %s has no list', async (_, options) => {
  const site = await bootedSite(options);
  expect(await version(site)).toBe(-1);
  expect(await send(site, update('full', 1, [good('A')]))).toBe('NotSupported');
});

it('without a connection the list decides, and before what was said of a card earlier', async () => {
  const site = await bootedSite({ configuration: { AllowOfflineTxForUnknownId: 'true' } });
  const { station } = site;
  await station.authorize('BLOCKED');
  await send(site, update('full', 1, [good('GOOD'), blocked('BLOCKED')]));
  station.goOffline();
  expect(await station.authorize('good')).toEqual({ status: 'Accepted' });
  expect(await station.authorize('BLOCKED')).toEqual({ status: 'Blocked' });
  expect(await station.authorize('STRANGER')).toEqual({ status: 'Accepted' });
  station.configure('LocalAuthorizeOffline', 'false');
  station.configure('AllowOfflineTxForUnknownId', 'false');
  expect(await station.authorize('good')).toEqual({ status: 'Invalid' });
});

it('with LocalPreAuthorize a listed card is let in without asking', async () => {
  const site = await bootedSite({ configuration: { LocalPreAuthorize: 'true' } });
  await send(site, update('full', 1, [good('GOOD'), blocked('BLOCKED')]));
  expect(await site.station.authorize('GOOD')).toEqual({ status: 'Accepted' });
  expect(site.calls('Authorize')).toEqual([]);
  await site.station.authorize('BLOCKED');
  expect(site.calls('Authorize')).toEqual([{ idTag: 'BLOCKED' }]);
});

it('a listed card whose time is over is refused, even where unknown cards are welcome', async () => {
  const site = await bootedSite({ configuration: { AllowOfflineTxForUnknownId: 'true' } });
  const over: Entry = { idToken: 'OLD', info: { status: 'Accepted', expiresAt: '2020-01-01T00:00:00Z' } };
  await send(site, update('full', 1, [over]));
  site.station.goOffline();
  expect(await site.station.authorize('OLD')).toEqual({ status: 'Expired' });
});

it('an answer can be scripted', async () => {
  const site = await bootedSite({ behaviour: { answers: { SendLocalList: 'Failed' } } });
  expect(await send(site, update('full', 1, [good('A')]))).toBe('Failed');
  site.station.behave({ answers: {} });
  expect(await send(site, update('full', 1, [good('A')]))).toBe('Accepted');
});
