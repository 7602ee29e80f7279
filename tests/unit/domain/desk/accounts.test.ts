import { beforeEach, expect, test } from 'vitest';
import type { Command } from '../../../../ocpp/model/command.ts';
import type { SampledValue } from '../../../../ocpp/model/meter.ts';
import { price, tariff } from '../../money/test-tariff.ts';
import { at, openSite, type TestSite, type TestStation } from '../test-site.ts';

const minuteMs = 60_000;

let site: TestSite;
let station: TestStation;
let heard: Command[];

beforeEach(async () => {
  site = await openSite();
  heard = [];
  site.answerCommands((_stationId, command) => {
    heard.push(command);
    return { kind: 'accepted' };
  });
  await site.tariffs.add({
    name: 'Gündüz',
    body: tariff({ elements: [price({ energyPerKwhE4: 4000 })] }),
    validFrom: site.time.now() - minuteMs,
  });
  station = await site.connect('HALL-1');
});

/** Begins to charge with the card and measures 60 kW for that many minutes. */
async function charge(minutes: number): Promise<void> {
  const { transactionId } = await station.say((rules) =>
    rules.transactionStarted({
      ...{ evseId: 1, transactionId: null, idToken: 'CARD', meterStartWh: 0 },
      ...{ time: at(site.time.now()), reservationId: null },
    }),
  );
  site.time.pass(minutes * minuteMs);
  const energyWh = minutes * 1000;
  const register: SampledValue = {
    ...{ text: String(energyWh), value: energyWh, measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
    ...{ phase: null, context: 'Sample.Periodic', location: 'Outlet', format: 'Raw' },
  };
  const meterValues = [{ time: at(site.time.now()), sampledValues: [register] }];
  await station.say((rules) => rules.meterValues({ evseId: 1, transactionId, meterValues }));
  site.runningCosts.set('1', minutes * 40);
}

async function pass(ms: number): Promise<void> {
  site.time.pass(ms);
  await site.store.read.settings.all();
  await new Promise((resolve) => setTimeout(resolve, 30));
}

const stops = (): number => heard.filter(({ type }) => type === 'remoteStop').length;
const alertsOf = (): readonly unknown[] =>
  site.alerts.active().flatMap(({ kind, details }) => (kind === 'stoppedAtLimit' ? [details['limit']] : []));

test('a prepaid account that is used up stops the session, and the alert says why', async () => {
  const { customerId } = await site.customers.add({ kind: 'person', name: 'Əli', billing: 'prepaid' });
  await site.idTokens.add({ idToken: 'CARD', customerId });
  await site.payments.topUp({ customerId, method: 'terminal', amountMinor: 1000 });
  await charge(24);
  await pass(5000);
  expect(stops()).toBe(0);
  // 10 ₼ are 25 kWh: used up a minute after the reading.
  await pass(50_000);
  await expect.poll(() => pass(5000).then(stops)).toBe(1);
  await expect.poll(() => pass(0).then(alertsOf)).toEqual(['balance']);
});

test('a budget of the card that is used up stops the session', async () => {
  await site.idTokens.add({ idToken: 'CARD', budgetWh: 20_000 });
  await charge(20);
  await expect.poll(() => pass(1000).then(stops)).toBe(1);
  await expect.poll(() => pass(0).then(alertsOf)).toEqual(['budget']);
});

test('whoever has neither charges on', async () => {
  await site.idTokens.add({ idToken: 'CARD' });
  await charge(600);
  await pass(5000);
  expect(stops()).toBe(0);
  expect(alertsOf()).toEqual([]);
});
