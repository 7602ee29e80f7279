import { beforeEach, describe, expect, test } from 'vitest';
import type { SaleView } from '../../../../electron/contract/desk.ts';
import type { Command, CommandOutcome } from '../../../../ocpp/model/command.ts';
import type { MeterValue, SampledValue } from '../../../../ocpp/model/meter.ts';
import { price, tariff } from '../../money/test-tariff.ts';
import { at, openSite, type TestSite, type TestStation } from '../test-site.ts';

const minuteMs = 60_000;

let site: TestSite;
let station: TestStation;
let heard: Command[];
let outcome: CommandOutcome;

async function comeUp(opened: TestSite): Promise<void> {
  site = opened;
  const mine: Command[] = [];
  heard = mine;
  outcome = { kind: 'accepted' };
  site.answerCommands((_stationId, command) => {
    mine.push(command);
    return outcome;
  });
  station = await site.connect('HALL-1');
}

beforeEach(async () => {
  await comeUp(await openSite());
  await site.tariffs.add({
    name: 'Gündüz',
    body: tariff({ elements: [price({ energyPerKwhE4: 4000 })] }),
    validFrom: site.time.now() - minuteMs,
  });
  await site.operators.add('Aysel', true);
  await station.say((rules) =>
    rules.statusNotification({
      ...{ evseId: 1, connectorId: 1, status: 'Preparing', errorCode: null, info: null, vendorId: null },
      ...{ vendorErrorCode: null, time: at(site.time.now()) },
    }),
  );
});

const place = { stationId: 'HALL-1', evseId: 1 } as const;
const twenty = { ...place, limit: { kind: 'money', amountMinor: 2000 } } as const;
const byCard = [{ method: 'terminal', amountMinor: 2000 }] as const;
const reasonOf = (reason: string) => ({ code: 'conflict', details: { reason } });
const sent = (type: Command['type']): number => heard.filter((command) => command.type === type).length;

async function saleOf(saleId: string): Promise<SaleView> {
  const sale = await site.store.read.sales.find(saleId);
  if (sale === null) throw new Error('The sale is gone');
  return site.sales.view(sale);
}

async function begin(): Promise<string> {
  const { transactionId } = await station.say((rules) =>
    rules.transactionStarted({
      ...{ evseId: 1, transactionId: null, idToken: 'KONSOL', meterStartWh: 10_000 },
      ...{ time: at(site.time.now()), reservationId: null },
    }),
  );
  return transactionId;
}

async function measure(transactionId: string, energyWh: number, powerW: number): Promise<void> {
  const value = (measurand: string, number: number, unit: string): SampledValue => ({
    ...{ text: String(number), value: number, measurand, unit, phase: null },
    ...{ context: 'Sample.Periodic', location: 'Outlet', format: 'Raw' },
  });
  const meterValue: MeterValue = {
    time: at(site.time.now()),
    sampledValues: [
      value('Energy.Active.Import.Register', 10_000 + energyWh, 'Wh'),
      value('Power.Active.Import', powerW, 'W'),
    ],
  };
  await station.say((rules) => rules.meterValues({ evseId: 1, transactionId, meterValues: [meterValue] }));
}

async function end(transactionId: string, energyWh: number): Promise<void> {
  await station.say((rules) =>
    rules.transactionEnded({
      ...{ transactionId, idToken: null, meterStopWh: 10_000 + energyWh, time: at(site.time.now()) },
      ...{ reason: 'Remote', meterValues: [] },
    }),
  );
}

/** Lets a second pass and what it starts come to an end. */
async function second(): Promise<void> {
  site.time.pass(1000);
  await site.store.read.settings.all();
  await new Promise((resolve) => setTimeout(resolve, 15));
}

/** The clock goes on until the station was asked to stop that often. */
async function stopsAsked(times: number): Promise<void> {
  await expect.poll(() => second().then(() => sent('remoteStop'))).toBe(times);
}

describe('20 ₼ sold on a connector', () => {
  let sale: SaleView;
  beforeEach(async () => {
    sale = await site.sales.sell({ ...twenty, payments: byCard });
  });

  test('start the charging, are tied to its session and stop it a little before the limit', async () => {
    expect(sale).toMatchObject({ state: 'starting', paidMinor: 2000, changeMinor: null, operator: 'Aysel' });
    await expect.poll(() => sent('remoteStart')).toBe(1);
    const transactionId = await begin();
    expect(await saleOf(sale.saleId)).toMatchObject({ state: 'charging', sessionId: '1' });
    // 20 ₼ are 50 kWh; at 60 kW the last of them are charged in the second after the fiftieth minute.
    site.time.pass(49 * minuteMs);
    await measure(transactionId, 49_000, 60_000);
    await second();
    expect(sent('remoteStop')).toBe(0);
    for (let seconds = 0; seconds < 54; seconds += 1) site.time.pass(1000);
    await second();
    expect(sent('remoteStop')).toBe(0);
    for (let seconds = 0; seconds < 3; seconds += 1) await second();
    await stopsAsked(1);
    expect((await saleOf(sale.saleId)).stopping).toBe(true);
    await end(transactionId, 49_900);
    expect(await saleOf(sale.saleId)).toMatchObject({
      state: 'ended',
      costMinor: 1996,
      changeMinor: 4,
      stopping: false,
    });
  });

  test('say what is to be given back, which then goes back once', async () => {
    const transactionId = await begin();
    site.time.pass(10 * minuteMs);
    await end(transactionId, 41_500);
    expect(await saleOf(sale.saleId)).toMatchObject({ costMinor: 1660, changeMinor: 340 });
    const { saleId } = sale;
    const given = { saleId, method: 'cash', reason: 'Qalıq' } as const;
    await expect(site.sales.giveBack(given)).rejects.toMatchObject(reasonOf('drawerClosed'));
    await site.drawer.open(1000);
    expect(await site.sales.giveBack(given)).toMatchObject({ paidMinor: 1660, changeMinor: 0 });
    await expect(site.sales.giveBack(given)).rejects.toMatchObject(reasonOf('nothingToGiveBack'));
    expect(await site.store.read.payments.paidFor(['1'])).toEqual(new Map([['1', 1660]]));
  });

  test('never cost the customer more: what was charged beyond them is borne by the house', async () => {
    const transactionId = await begin();
    site.time.pass(10 * minuteMs);
    await end(transactionId, 50_500);
    expect(await saleOf(sale.saleId)).toMatchObject({ costMinor: 2020, paidMinor: 2000, changeMinor: 0 });
    const [, borne] = await site.store.read.payments.ofSession('1');
    expect(borne).toMatchObject({ method: 'free', amountMinor: 20 });
  });

  test('stop at the limit after the service was started anew in the middle', async () => {
    const transactionId = await begin();
    site.time.pass(49 * minuteMs);
    await measure(transactionId, 49_000, 60_000);
    const { store, time } = site;
    await comeUp(await openSite({ store, time }));
    site.time.pass(58_000);
    await second();
    await stopsAsked(1);
    await end(transactionId, 49_975);
    expect(await saleOf(sale.saleId)).toMatchObject({ state: 'ended', costMinor: 1999, changeMinor: 1 });
  });

  test('are stopped as soon as a station that was away is back', async () => {
    const transactionId = await begin();
    site.time.pass(49 * minuteMs);
    await measure(transactionId, 51_000, 60_000);
    station.leave();
    await second();
    const before = sent('remoteStop');
    station = await site.connect('HALL-1');
    await second();
    await stopsAsked(before + 1);
  });

  test('are asked to stop again while the session goes on', async () => {
    const transactionId = await begin();
    site.time.pass(49 * minuteMs);
    await measure(transactionId, 51_000, 60_000);
    await second();
    await stopsAsked(1);
    for (let seconds = 0; seconds < 15; seconds += 1) await second();
    await stopsAsked(2);
  });

  test('are over and to be given back when nothing is plugged in', async () => {
    await expect.poll(() => sent('remoteStart')).toBe(1);
    site.time.pass(15 * minuteMs);
    await expect.poll(async () => (await saleOf(sale.saleId)).state).toBe('failed');
    expect(await saleOf(sale.saleId)).toMatchObject({ failure: 'notStarted', changeMinor: 2000 });
  });

  test('that were cancelled stop a session that begins all the same', async () => {
    await expect.poll(() => sent('remoteStart')).toBe(1);
    expect(await site.sales.cancel(sale.saleId)).toMatchObject({ state: 'cancelled', changeMinor: 2000 });
    await expect(site.sales.cancel(sale.saleId)).rejects.toMatchObject(reasonOf('saleEnded'));
    const transactionId = await begin();
    await second();
    await stopsAsked(1);
    await end(transactionId, 100);
    expect(await saleOf(sale.saleId)).toMatchObject({ state: 'cancelled', costMinor: 4, changeMinor: 1996 });
  });

  test('are not sold twice on one connector', async () => {
    const again = site.sales.sell({ ...twenty, payments: byCard });
    await expect(again).rejects.toMatchObject(reasonOf('saleRunning'));
  });
});

test('energy is sold at its quoted price and stopped by the register', async () => {
  const fifteen = { ...place, limit: { kind: 'energy', energyWh: 15_000 } } as const;
  const { bill, tariffName } = await site.sales.quote(fifteen);
  expect([bill.grossMinor, tariffName]).toEqual([600, 'Gündüz']);
  const wrong = site.sales.sell({ ...fifteen, payments: [{ method: 'qr', amountMinor: 599 }] });
  await expect(wrong).rejects.toMatchObject(reasonOf('wrongSum'));
  await site.drawer.open(0);
  const payments = [
    { method: 'qr', amountMinor: 400 },
    { method: 'cash', amountMinor: 200 },
  ] as const;
  const sale = await site.sales.sell({ ...fifteen, payments });
  const transactionId = await begin();
  site.time.pass(15 * minuteMs);
  await measure(transactionId, 15_000, 60_000);
  await second();
  await stopsAsked(1);
  await end(transactionId, 15_020);
  expect(await saleOf(sale.saleId)).toMatchObject({ costMinor: 601, paidMinor: 600, changeMinor: 0 });
});

test('20 ₼ buy what the tariff gives for them', async () => {
  expect((await site.sales.quote(twenty)).energyWh).toBe(50_012);
});

test('a start the station refuses leaves the money to be given back', async () => {
  outcome = { kind: 'rejected' };
  const { saleId } = await site.sales.sell({ ...twenty, payments: byCard });
  await expect.poll(async () => (await saleOf(saleId)).state).toBe('failed');
  expect(await saleOf(saleId)).toMatchObject({ failure: 'refused', changeMinor: 2000 });
  expect(await site.sales.giveBack({ saleId, reason: 'Başlamadı' })).toMatchObject({ paidMinor: 0, changeMinor: 0 });
});

test('a sale whose start was never sent is over when the service comes up again', async () => {
  const { store, time } = site;
  const saleId = await store.write((unit) =>
    unit.sales.insert({
      ...{ stationId: 'HALL-1', evseId: 1, idToken: 'KONSOL', limitWh: null, limitMinor: 500, currency: 'AZN' },
      ...{ state: 'starting', failure: null, sessionId: null, createdAt: time.now(), endedAt: null, operator: '' },
    }),
  );
  await comeUp(await openSite({ store, time }));
  expect(await saleOf(saleId)).toMatchObject({ state: 'failed', failure: 'notReached' });
});

test('nothing is sold on a station that is away, without a price, or for cash without a drawer', async () => {
  const cash = site.sales.sell({ ...twenty, payments: [{ method: 'cash', amountMinor: 2000 }] });
  await expect(cash).rejects.toMatchObject(reasonOf('drawerClosed'));
  expect(await site.store.read.sales.open()).toEqual([]);
  station.leave();
  await expect(site.sales.sell({ ...twenty, payments: byCard })).rejects.toMatchObject(reasonOf('stationOffline'));
  const [only] = site.tariffs.tariffs();
  await site.tariffs.retire(only?.tariffId ?? '');
  await expect(site.sales.quote(twenty)).rejects.toMatchObject(reasonOf('noTariff'));
});
