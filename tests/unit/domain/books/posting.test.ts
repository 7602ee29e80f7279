import { beforeEach, describe, expect, test } from 'vitest';
import { closeByHand } from '../../../../electron/service/domain/close-by-estimate.ts';
import { always, type Hall, hourMs, minuteMs, openHall, tariff } from './hall.ts';

let hall: Hall;

beforeEach(async () => {
  hall = await openHall();
});

describe('a finished session', () => {
  test('stands in the books with what it costs by the tariff that was in force when it began', async () => {
    const versionId = await hall.offer(tariff());
    const id = await hall.start();
    await hall.offer(tariff({ startFeeE4: 50_000 }), hall.site.time.now() + minuteMs);
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    const { stoppedAt } = await hall.session();
    expect(await hall.cdrs()).toMatchObject([
      {
        kind: 'charge',
        reason: 'session',
        postedAt: stoppedAt,
        tariffVersionId: versionId,
        billing: 'each',
        energyWh: 10_000,
        energyMinor: 300,
        grossMinor: 300,
        vatRateBp: null,
        chargingSeconds: 3600,
        currency: 'AZN',
        timeZone: 'Asia/Baku',
      },
    ]);
  });

  test('carries the VAT of the day it stopped on', async () => {
    await hall.site.business.update({ taxRegime: 'vat' });
    await hall.offer(tariff());
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    expect(await hall.cdrs()).toMatchObject([{ grossMinor: 300, vatRateBp: 1800, vatMinor: 46, netMinor: 254 }]);
  });

  test('under no tariff is kept with amounts that are not known', async () => {
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    expect(await hall.cdrs()).toMatchObject([
      { grossMinor: null, netMinor: null, energyMinor: null, energyWh: 10_000, tariffVersionId: null, lines: '[]' },
    ]);
  });

  test('whose energy is not known costs what is not known', async () => {
    await hall.offer(tariff());
    const id = await hall.start({ meterStartWh: null });
    hall.site.time.pass(hourMs);
    await hall.stop(id, null);
    expect(await hall.cdrs()).toMatchObject([{ grossMinor: null, energyWh: null, energySource: 'none' }]);
  });

  test('on a connector that charges whoever comes is the house’s and costs nothing', async () => {
    await hall.site.stations.update('HALL-1', { freeVending: [1] });
    await hall.offer(tariff());
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    expect(await hall.cdrs()).toMatchObject([{ billing: 'house', grossMinor: 0, energyWh: 10_000 }]);
  });

  test('of a customer’s card is settled as the customer pays', async () => {
    await hall.offer(tariff());
    const customerId = await customerWithCard(hall);
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    const { sessionId } = await hall.session();
    expect(await hall.cdrs()).toMatchObject([{ customerId, billing: 'postpaid', grossMinor: 300 }]);
    expect(await hall.site.store.read.payments.ofSession(sessionId)).toMatchObject([
      { method: 'account', amountMinor: 300, customerId },
    ]);
  });

  test('told again, or in contradiction to the first stop, changes nothing in the books', async () => {
    await hall.offer(tariff());
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    await hall.stop(id, 20_000);
    await hall.stop(id, 25_000, hall.site.time.now() + minuteMs);
    expect((await hall.session()).flags).toContain('conflictingStop');
    expect(await hall.cdrs()).toHaveLength(1);
  });
});

describe('an end that was estimated', () => {
  async function closedByHand(): Promise<string> {
    await hall.offer(tariff());
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    await hall.measure(id, [hall.site.time.now(), 15_000]);
    await closeByHand(hall.site, (await hall.session()).sessionId, hall.site.time.now());
    return id;
  }

  test('is credited and charged anew when the true stop comes', async () => {
    const id = await closedByHand();
    const estimatedStop = hall.site.time.now();
    hall.site.time.pass(minuteMs);
    await hall.stop(id, 20_000);
    expect(await hall.cdrs()).toMatchObject([
      { kind: 'charge', reason: 'session', grossMinor: 150, energyWh: 5000 },
      {
        kind: 'credit',
        reason: 'lateStop',
        reverses: '1',
        postedAt: estimatedStop,
        grossMinor: -150,
        energyWh: -5000,
        chargingSeconds: -3600,
        idleSeconds: 0,
      },
      { kind: 'charge', reason: 'lateStop', reverses: null, grossMinor: 300 },
    ]);
  });

  test('in a month that was closed since is taken back in the month that is open', async () => {
    const id = await closedByHand();
    const { postedAt } = (await hall.cdrs())[0] ?? { postedAt: 0 };
    const to = postedAt + minuteMs;
    hall.site.time.pass(hourMs);
    await hall.site.store.write((unit) =>
      unit.months.close({ period: 202601, from: 0, to, closedAt: hall.site.time.now(), operator: '', totals: '{}' }),
    );
    await hall.stop(id, 20_000, to - 1);
    const now = hall.site.time.now();
    expect((await hall.cdrs()).slice(1)).toMatchObject([
      { kind: 'credit', postedAt: now },
      { kind: 'charge', postedAt: now, stoppedAt: to - 1 },
    ]);
  });
});

describe('bookkeeping', () => {
  test('that cannot read a tariff answers the charger all the same and leaves the session to a person', async () => {
    const id = await hall.start();
    const { sessionId } = await hall.session();
    await hall.site.store.write(async (unit) => {
      const tariffId = await unit.tariffs.insert({ name: 'Damaged', createdAt: 0, retiredAt: null });
      const version = { tariffId, number: 1, validFrom: 0, body: '{}', createdAt: 0, operator: '' };
      const tariffVersionId = await unit.tariffs.insertVersion(version);
      await unit.terms.put({ sessionId, tariffVersionId, customerId: null, billing: 'each', currency: 'AZN' });
    });
    hall.site.time.pass(hourMs);
    await hall.stop(id, 20_000);
    expect(await hall.session()).toMatchObject({ verdict: 'review', flags: ['notBilled'], energyWh: 10_000 });
    expect(await hall.cdrs()).toMatchObject([{ grossMinor: null }]);
    expect(hall.site.logged.join()).toContain('a tariff cannot be applied');
  });

  test('that fails for its own reason does not keep a stop from being taken', async () => {
    const id = await hall.start();
    hall.site.time.pass(hourMs);
    Object.defineProperty(hall.site.business, 'current', {
      value: () => {
        throw new Error('no profile');
      },
    });
    await hall.stop(id, 20_000);
    expect(await hall.session()).toMatchObject({ energyWh: 10_000, verdict: 'review' });
    expect(await hall.cdrs()).toEqual([]);
    expect(await hall.site.store.read.cdrs.unposted(null, 10)).toHaveLength(1);
  });
});

describe('the same messages in any order', () => {
  const night = tariff({
    elements: [
      {
        ...{ label: 'night', energyPerKwhE4: 1000, chargingPerMinuteE4: 0, idlePerMinuteE4: 0 },
        when: { ...always, fromMinute: 0, toMinute: 480 },
      },
      { label: '', when: always, energyPerKwhE4: 4000, chargingPerMinuteE4: 100, idlePerMinuteE4: 500 },
    ],
  });

  test.each([20_000, null])(
    'make the same bill where the station tells the stop register %s',
    async (meterStopWh) => {
      const bills = new Set<string>();
      for (const order of permutations([0, 1, 2, 3])) {
        const one = await openHall();
        await one.offer(night);
        const id = await one.start();
        const begin = one.site.time.now();
        one.site.time.pass(3 * hourMs);
        const messages = [
          () => one.measure(id, [begin + hourMs, 11_000]),
          () => one.measure(id, [begin + 2 * hourMs, 19_000]),
          () => one.measure(id, [begin + 3 * hourMs - minuteMs, 20_000]),
          () => one.stop(id, meterStopWh, begin + 3 * hourMs),
        ];
        for (const index of order) {
          await messages[index]?.();
          await messages[index]?.();
        }
        const cdrs = await one.cdrs();
        const { grossMinor, lines, energyWh } = cdrs.at(-1) ?? { grossMinor: null, lines: '', energyWh: null };
        const sum = cdrs.reduce((total, cdr) => total + (cdr.grossMinor ?? 0), 0);
        bills.add(JSON.stringify({ grossMinor, lines, energyWh, sum }));
      }
      expect([...bills]).toHaveLength(1);
      expect([...bills][0]).toContain('"energyWh":10000');
    },
    60_000,
  );
});

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

async function customerWithCard({ site }: Hall): Promise<string> {
  const customerId = await site.store.write((unit) =>
    unit.customers.insert({
      ...{ kind: 'company', name: 'Xəzər MMC', voen: '', contractNumber: '', contact: '', phone: '', email: '' },
      ...{ address: '', language: null, groupId: null, billing: 'postpaid', budgetWh: null, budgetMinor: null },
      ...{ blockedReason: null, note: '', createdAt: site.time.now(), removed: false },
    }),
  );
  await site.idTokens.add({ idToken: 'CARD', customerId });
  return customerId;
}
