import { expect, test } from 'vitest';
import type { Reading, Store } from '../../../electron/service/store/store.ts';
import { noon, reading, session } from './records.ts';
import { openStoreWithStation } from './test-store.ts';

async function storeWithReadings(
  readings: readonly Reading[],
): Promise<{ readonly store: Store; readonly sessionId: string }> {
  const store = await openStoreWithStation();
  const sessionId = await store.write(async (unit) => {
    const id = await unit.sessions.insert(session());
    await unit.readings.insert(id, readings);
    return id;
  });
  return { store, sessionId };
}

const full: Reading = {
  at: noon,
  context: 'Transaction.Begin',
  energyWh: 123_456_789,
  powerW: -11_000,
  currentMilliampL1: 16_000,
  currentMilliampL2: 15_999,
  currentMilliampL3: 0,
  voltageMillivoltL1: 230_100,
  voltageMillivoltL2: 229_900,
  voltageMillivoltL3: 231_000,
  offeredCurrentMilliamp: 32_000,
  temperatureDecidegree: -55,
  stateOfChargePercent: 100,
  other: '[{"measurand":"Frequency","text":"50.01 \\"Hz\\" ə \\u0000"}]',
};

test('a reading comes back as it was stored, column by column', async () => {
  const { store, sessionId } = await storeWithReadings([full]);
  expect(await store.read.readings.series(sessionId, 10)).toEqual([full]);
});

test('a context OCPP does not know is kept as its text', async () => {
  const contexts = ['Sample.Periodic', 'Vendor.Special', '7', 'Other', ''];
  const { store, sessionId } = await storeWithReadings(contexts.map((context, i) => reading(noon + i, { context })));
  expect((await store.read.readings.series(sessionId, 10)).map(({ context }) => context)).toEqual(contexts);
});

test('a reading with the same time and context is there already and stays as it is', async () => {
  const { store, sessionId } = await storeWithReadings([reading(noon, { energyWh: 1 })]);
  await store.write((unit) =>
    unit.readings.insert(sessionId, [
      reading(noon, { energyWh: 2 }),
      reading(noon, { energyWh: 3, context: 'Sample.Clock' }),
    ]),
  );
  expect((await store.read.readings.series(sessionId, 10)).map(({ energyWh }) => energyWh)).toEqual([1, 3]);
});

test('what comes later for the same time and context adds what was not there, and nothing twice', async () => {
  const [frequency, signed, another] = ['{"text":"50"}', '{"text":"OCMF|{}|{}"}', '{"text":"OCMF|{\\u0000ə}|{}"}'];
  const { store, sessionId } = await storeWithReadings([reading(noon, { energyWh: null, other: `[${frequency}]` })]);
  for (const other of [`[${signed}]`, `[${signed},${another}]`, `[${frequency}]`, null]) {
    await store.write((unit) => unit.readings.insert(sessionId, [reading(noon, { energyWh: 5, powerW: 7, other })]));
  }
  expect(await store.read.readings.series(sessionId, 10)).toEqual([
    reading(noon, { energyWh: 5, powerW: 7, other: `[${frequency},${signed},${another}]` }),
  ]);
});

test('a series is in order of time and of one session only', async () => {
  const { store, sessionId } = await storeWithReadings([3, 1, 2].map((at) => reading(noon + at)));
  const other = await store.write(async (unit) => {
    const id = await unit.sessions.insert(session());
    await unit.readings.insert(id, [reading(noon + 9)]);
    return id;
  });
  expect((await store.read.readings.series(sessionId, 10)).map(({ at }) => at - noon)).toEqual([1, 2, 3]);
  expect((await store.read.readings.series(other, 10)).map(({ at }) => at - noon)).toEqual([9]);
  expect(await store.read.readings.series('99', 10)).toEqual([]);
});

test.each([
  [1000, 100],
  [1000, 999],
  [101, 100],
  [7, 3],
  [1000, 2],
  [1000, 1],
  [100, 100],
  [3, 100],
  [2, 2],
  [1, 2],
])('%i readings are thinned evenly to at most %i, first and last among them', async (count, maxPoints) => {
  const { store, sessionId } = await storeWithReadings(Array.from({ length: count }, (_, i) => reading(noon + i)));
  const indices = (await store.read.readings.series(sessionId, maxPoints)).map(({ at }) => at - noon);
  expect(indices.length).toBe(Math.min(count, Math.max(2, maxPoints)));
  expect(indices[0]).toBe(0);
  expect(indices.at(-1)).toBe(count - 1);
  const gaps = indices.slice(1).map((at, i) => at - (indices[i] ?? 0));
  if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
});

test('readings of an unknown session and numbers that are no integers are refused in their own unit', async () => {
  const { store, sessionId } = await storeWithReadings([]);
  const results = await Promise.allSettled([
    store.write((unit) => unit.readings.insert('77', [reading(noon)])),
    store.write((unit) => unit.readings.insert(sessionId, [reading(noon, { powerW: 1.5 })])),
    store.write((unit) => unit.readings.insert(sessionId, [reading(noon, { powerW: 2 })])),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect((await store.read.readings.series(sessionId, 10)).map(({ powerW }) => powerW)).toEqual([2]);
});
