import { describe, expect, test } from 'vitest';
import { at } from '../domain/test-site.ts';
import { openApi, type TestApi } from './test-api.ts';

const hourMs = 3_600_000;

/** Charges one after the other, an hour each. */
async function charge(api: TestApi, count: number): Promise<void> {
  const { site } = api;
  const station = await site.connect('HALL-1');
  for (let number = 0; number < count; number += 1) {
    const meterStartWh = number * 1_000;
    const start = { evseId: 1, transactionId: null, idToken: 'CARD', reservationId: null };
    const { transactionId } = await station.say((rules) =>
      rules.transactionStarted({ ...start, meterStartWh, time: at(site.time.now()) }),
    );
    site.time.pass(hourMs);
    const stop = { idToken: null, reason: 'Local', meterValues: [] };
    await station.say((rules) =>
      rules.transactionEnded({ ...stop, transactionId, meterStopWh: meterStartWh + 700, time: at(site.time.now()) }),
    );
  }
}

describe('the list of sessions', () => {
  test('comes in pages, newest first, with totals over all of them', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    await charge(api, 5);
    const page = await api.handlers['sessions.list']({ limit: 2, offset: 1 });
    expect(page).toMatchObject({ total: 5, totals: { sessions: 5, energyWh: 3_500 } });
    expect(page.rows.map(({ meterStartWh }) => meterStartWh)).toEqual([3_000, 2_000]);
  });

  test('of a period holds what stopped in it', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    const opened = api.site.time.now();
    await charge(api, 3);
    const period = {
      from: new Date(opened + hourMs + 1).toISOString(),
      to: new Date(opened + 3 * hourMs).toISOString(),
    };
    const page = await api.handlers['sessions.list'](period);
    expect(page.rows.map(({ meterStartWh }) => meterStartWh)).toEqual([1_000]);
  });

  test('never shows a price nobody set', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    await charge(api, 1);
    const { rows } = await api.handlers['sessions.list']({});
    expect(rows[0]).toMatchObject({
      currency: 'AZN',
      grossMinor: null,
      netMinor: null,
      vatMinor: null,
      paidMinor: null,
    });
  });
});

describe('today', () => {
  test('counts from midnight of the site, energy of running sessions included', async () => {
    const api = await openApi({ settings: { acceptAnyCard: true } });
    // 08:00 UTC is noon in Baku: thirteen charges of an hour end at 01:00 of the next day there.
    await charge(api, 13);
    const status = await api.handlers['system.status']({});
    expect(status.today).toEqual({ sessions: 2, energyWh: 1_400, grossMinor: 0, currency: 'AZN' });
  });
});

describe('settings', () => {
  test('refuse a time zone nobody knows', async () => {
    const { handlers } = await openApi();
    const attempt = async () => handlers['settings.update']({ timeZone: 'Asia/Atlantis' });
    await expect(attempt()).rejects.toMatchObject({
      code: 'invalidInput',
      details: { faults: [{ path: 'timeZone' }] },
    });
  });
});
