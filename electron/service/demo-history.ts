import { registerAt } from '../../ocpp/simulator/demo.ts';
import { demoCards, demoStations, type DemoStation } from '../../ocpp/simulator/demo-site.ts';
import type { EpochMs } from '../../ocpp/model/time.ts';
import { postingAt } from './domain/books/posting-date.ts';
import type { PaymentMethod } from './store/payment-records.ts';
import type { SessionRecord, Store, WriteUnit } from './store/store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Enough for a month that is over and the one before. */
export const historyDays = 64;
const methods = ['cash', 'terminal', 'cash', 'qr'] as const satisfies readonly PaymentMethod[];

/** Sessions of the weeks before the simulated drivers come, told backwards from where the meters stand when they do. */
export async function seedDemoHistory(unit: WriteUnit, until: EpochMs): Promise<void> {
  if ((await unit.sessions.list({ limit: 1, offset: 0 })).total > 0) return;
  const sessions = demoStations.flatMap((station) =>
    Array.from({ length: station.connectors }, (_, index) => sessionsOf(station, index + 1, until)).flat(),
  );
  for (const session of sessions.toSorted((one, other) => one.startedAt - other.startedAt))
    await unit.sessions.insert(session);
}

function sessionsOf(station: DemoStation, evseId: number, until: EpochMs): readonly Omit<SessionRecord, 'sessionId'>[] {
  let meterWh = registerAt(station, until);
  return Array.from({ length: historyDays }, (_, day) => {
    const luck = scattered(day * 31 + evseId * 7 + station.stationId.length + station.registerWh);
    const startedAt = until - (day + 1) * dayMs + Math.floor(luck * 20 * hourMs);
    const stoppedAt = startedAt + Math.floor((0.4 + scattered(luck * 1000) * 1.8) * hourMs);
    const powerW = station.make === 'ac22' ? 9500 : 41_000;
    const energyWh = Math.floor(((stoppedAt - startedAt) / hourMs) * powerW * (0.6 + 0.4 * scattered(luck * 77)));
    const meterStopWh = meterWh;
    // Once somebody charged past the counting.
    meterWh -= energyWh + (day === 40 && evseId === 1 ? 2400 : 0);
    return session(station.stationId, evseId, { startedAt, stoppedAt, energyWh, meterStopWh, luck });
  });
}

interface Told {
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
  readonly energyWh: number;
  readonly meterStopWh: number;
  readonly luck: number;
}

function session(stationId: string, evseId: number, told: Told): Omit<SessionRecord, 'sessionId'> {
  const { startedAt, stoppedAt, energyWh, meterStopWh, luck } = told;
  return {
    ...{ stationId, evseId, transactionId: String(Math.floor(startedAt / 1000)), authorization: 'Accepted' },
    idToken: demoCards[Math.floor(luck * demoCards.length)]?.idToken ?? null,
    ...{ startedAt, startedText: new Date(startedAt).toISOString(), startReceivedAt: startedAt },
    ...{ stoppedAt, stoppedText: new Date(stoppedAt).toISOString(), stopReceivedAt: stoppedAt },
    ...{ meterStartWh: meterStopWh - energyWh, meterStopWh, lastMeterWh: meterStopWh, lastMeterAt: stoppedAt },
    ...{ lastPowerW: null, energyWh, energySource: 'register', stopReason: 'Local', verdict: 'ok', flags: [] },
  };
}

/** Pays at the desk what the books say the sessions of the history cost; here and there one stays unpaid. */
export async function payDemoHistory(store: Store, from: EpochMs, until: EpochMs): Promise<void> {
  await everySessionBooked(store);
  await store.write(async (unit) => {
    for await (const cdr of unit.cdrs.postedBetween(from, until)) {
      const { sessionId, grossMinor, currency, billing, operator } = cdr;
      if (billing !== 'each' || grossMinor === null || grossMinor <= 0) continue;
      const luck = scattered(cdr.stoppedAt / 1000);
      if (luck > 0.96 || (await unit.payments.ofSession(sessionId)).length > 0) continue;
      await unit.payments.append({
        ...(await postingAt(unit, cdr.stoppedAt, cdr.recordedAt, cdr.timeZone)),
        ...{ kind: 'payment', method: methods[Math.floor(luck * 4)] ?? 'cash', amountMinor: grossMinor, currency },
        ...{ sessionId, customerId: null, saleId: null, reverses: null, drawerId: null, reference: '', note: '' },
        ...{ operator, fiscalNumber: '', eInvoiceNumber: '' },
      });
    }
  });
}

/** A service that starts puts into the books what they lack, and serves meanwhile. */
async function everySessionBooked(store: Store): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    if ((await store.read.cdrs.unposted(null, 1)).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** From 0 up to 1, the same for the same number, and unlike that of its neighbours. */
function scattered(number: number): number {
  const value = Math.sin(number * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}
