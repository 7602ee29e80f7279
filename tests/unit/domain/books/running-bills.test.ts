import { expect, test } from 'vitest';
import { bookMissingCharges } from '../../../../electron/service/domain/books/missing-charges.ts';
import { loadRunningBills } from '../../../../electron/service/domain/books/running-bills.ts';
import { createMoneyOf } from '../../../../electron/service/domain/books/session-money.ts';
import { createTariffBodies } from '../../../../electron/service/domain/books/tariff-bodies.ts';
import { eventually } from '../../../harness/eventually.ts';
import { noon, stoppedSession } from '../../store/records.ts';
import { type Hall, hourMs, openHall, tariff } from './hall.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function charging(): Promise<Hall & { readonly sessionId: string; readonly transactionId: string }> {
  const hall = await openHall();
  await hall.offer(tariff({ startFeeE4: 10_000 }));
  const transactionId = await hall.start();
  hall.site.time.pass(hourMs);
  await hall.measure(transactionId, [hall.site.time.now(), 15_000]);
  return { ...hall, transactionId, sessionId: (await hall.session()).sessionId };
}

test('a running session costs what its latest reading makes of it, and nothing is in the books yet', async () => {
  const { site, sessionId, cdrs } = await charging();
  await eventually(() => {
    expect(site.runningBills.billOf(sessionId)).toMatchObject({ grossMinor: 250, currency: 'AZN' });
  });
  expect(await cdrs()).toEqual([]);
});

test('after a start of the service a session costs what it did before', async () => {
  const { site, sessionId } = await charging();
  const { store, settings, business } = site;
  const bills = await loadRunningBills(
    { read: store.read, settings, business, bodies: createTariffBodies(), log: silent },
    await store.read.sessions.open(),
  );
  expect(bills.billOf(sessionId)).toMatchObject({ grossMinor: 250 });
});

test('a session that has ended costs what the books say, and tells whether it is paid', async () => {
  const { site, sessionId, transactionId, stop } = await charging();
  const { store, runningBills } = site;
  await stop(transactionId, 20_000);
  expect(runningBills.billOf(sessionId)).toBeNull();
  const sessions = await site.sessions();
  const money = await createMoneyOf({ read: store.read, runningBills, currency: () => 'AZN' })(sessions);
  expect(sessions.map(money)).toEqual([
    { currency: 'AZN', grossMinor: 400, netMinor: 400, vatMinor: 0, paidMinor: 0, paymentStatus: 'unpaid' },
  ]);
});

test('sessions the books lack get their charge on the day of their stop, once', async () => {
  const { site, offer } = await openHall();
  const { store, books } = site;
  await offer(tariff(), noon + hourMs);
  await store.write(async (unit) => {
    for (const stoppedAt of [noon, noon + 1, noon + 3 * hourMs]) {
      await unit.sessions.insert(stoppedSession(stoppedAt, 10_000, { stationId: 'HALL-1' }));
    }
  });
  await bookMissingCharges({ store, books, log: silent }).done;
  await bookMissingCharges({ store, books, log: silent }).done;
  const charges = await store.read.cdrs.standing(['1', '2', '3']);
  expect(charges.map(({ postedAt, grossMinor }) => [postedAt, grossMinor])).toEqual([
    [noon, null],
    [noon + 1, null],
    [noon + 3 * hourMs, 300],
  ]);
  expect((await store.read.ledgers.links('cdrs', 0, 10)).length).toBe(3);
});
