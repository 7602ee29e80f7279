import { expect, test } from 'vitest';
import { handshake } from '../domain/test-site.ts';
import { openApi } from './test-api.ts';

test('habits are told with times a console understands, and of known stations only', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  site.central.noticed('HALL-1', 'brokenJson', '{,}');
  const now = new Date(site.time.now()).toISOString();
  expect(await handlers['habits.list']({ stationId: 'HALL-1' })).toEqual([
    { habit: 'brokenJson', count: 1, firstAt: now, lastAt: now, sample: '{,}' },
  ]);
  await expect(handlers['habits.list']({ stationId: 'HALL-9' })).rejects.toMatchObject({ code: 'notFound' });
});

test('a check that was never made is no fault', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  expect(await handlers['checks.get']({ stationId: 'HALL-1' })).toBeNull();
});

test('only the demonstration plays quirks', async () => {
  const { handlers } = await openApi();
  expect(() => handlers['demo.quirks']({})).toThrow(expect.objectContaining({ details: { reason: 'notDemo' } }));
  await expect(handlers['demo.playQuirk']({ quirk: 15 })).rejects.toMatchObject({ details: { reason: 'notDemo' } });
});

test('the demonstration plays the quirks it has, on a station that is let in for it', async () => {
  const demo = {
    numbers: [15],
    play: async (quirk: number, admit: (stationId: string) => Promise<void>) => {
      await admit(`QUIRK-${String(quirk)}`);
      return `QUIRK-${String(quirk)}`;
    },
  };
  const { site, handlers } = await openApi({ demo });
  expect(await handlers['demo.quirks']({})).toEqual([15]);
  expect(await handlers['demo.playQuirk']({ quirk: 15 })).toEqual({ stationId: 'QUIRK-15' });
  expect(site.live.station('QUIRK-15')?.record.admission).toBe('accepted');
  await expect(handlers['demo.playQuirk']({ quirk: 16 })).rejects.toMatchObject({ code: 'notFound' });
});

test('what a station is told to be is changed by one call', async () => {
  const { site, handlers } = await openApi();
  await site.connect('HALL-1');
  const station = await handlers['stations.update']({
    stationId: 'HALL-1',
    freeVending: [2, 1, 2],
    registersInKwh: true,
  });
  expect(station).toMatchObject({ freeVending: [1, 2], registersInKwh: true });
});

test('a refusal only a newer program knows does not spoil the list', async () => {
  const { site, handlers } = await openApi();
  const { stationId, remoteAddress, secure } = handshake(site.time, 'HALL-1');
  const row = { remoteAddress, identity: stationId, secure, firstAt: 1, lastAt: 1, count: 1 };
  await site.store.write((unit) =>
    unit.handshakeFailures.add([
      { ...row, refusal: 'wrongCredentials' },
      { ...row, refusal: 'somethingNew' },
    ]),
  );
  const { rows } = await handlers['handshakes.list']({});
  expect(rows).toMatchObject([
    { identity: 'HALL-1', refusal: 'wrongCredentials', firstAt: '1970-01-01T00:00:00.001Z' },
  ]);
});
