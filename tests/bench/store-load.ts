import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newStation } from '../../electron/service/domain/admission.ts';
import { openStore } from '../../electron/service/store/open-store.ts';
import type { FrameRecord, Reading, SessionRecord, Store } from '../../electron/service/store/store.ts';
import { meterValues, timesUntil, type FrameSource } from './load-frames.ts';

// What the service writes for the MeterValues of many stations at once, without sockets: one unit of work after the other for each station.
const { values } = parseArgs({
  options: {
    'units-per-commit': { type: 'string', default: '500' },
    stations: { type: 'string', default: '100' },
    warmup: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '4' },
  },
});

const clock = { now: () => Date.now() };
const times = timesUntil(Date.now());
let committed = 0;
let ended = false;

const emptyReading: Reading = {
  at: 0,
  context: 'Sample.Periodic',
  energyWh: null,
  powerW: 10_953,
  currentMilliampL1: 15_900,
  currentMilliampL2: 15_800,
  currentMilliampL3: 16_000,
  voltageMillivoltL1: 229_400,
  voltageMillivoltL2: 230_100,
  voltageMillivoltL3: 228_700,
  offeredCurrentMilliamp: null,
  temperatureDecidegree: null,
  stateOfChargePercent: null,
  other: null,
};

function newSession(stationId: string, transactionId: string, now: number): Omit<SessionRecord, 'sessionId'> {
  return {
    ...{ stationId, evseId: 1, transactionId, idToken: 'BENCH', authorization: 'Accepted' },
    ...{ startedAt: now, startedText: null, startReceivedAt: now, stoppedAt: null, stoppedText: null },
    ...{ stopReceivedAt: null, meterStartWh: 0, meterStopWh: null, lastMeterWh: null, lastMeterAt: null },
    ...{ lastPowerW: null, energyWh: null, energySource: 'none', stopReason: null, verdict: 'ok', flags: [] },
  };
}

async function beginSession(store: Store, stationId: string): Promise<string> {
  return store.write(async (unit) => {
    const now = clock.now();
    const known = {
      name: stationId,
      admission: 'accepted',
      protocol: 'ocpp1.6',
      lastSeenAt: now,
      lastBootAt: now,
    } as const;
    await unit.stations.insert({ ...newStation(stationId, now), ...known });
    const transactionId = String(await unit.nextTransactionId());
    await unit.sessions.insert(newSession(stationId, transactionId, now));
    return transactionId;
  });
}

function frame(
  stationId: string,
  sessionId: string,
  direction: 'in' | 'out',
  text: string,
): Omit<FrameRecord, 'frameId'> {
  const kind = direction === 'in' ? 'call' : 'result';
  return {
    ...{ at: clock.now(), direction, kind, messageId: 'm1', action: 'MeterValues', text },
    ...{ stationId, connectionId: 'bench', sessionId },
  };
}

async function takeMeterValues(store: Store, stationId: string, transactionId: string, count: number, text: string) {
  await store.write(async (unit) => {
    const session = await unit.sessions.findByTransaction(stationId, transactionId);
    if (session === null) throw new Error(`No session ${transactionId}`);
    const { sessionId, startedAt } = session;
    const [at, energyWh] = [startedAt + count * 1000, 3 * count];
    await unit.readings.insert(sessionId, [{ ...emptyReading, at, energyWh }]);
    const progress = { lastMeterWh: energyWh, lastMeterAt: at, lastPowerW: 10_953, energyWh };
    await unit.sessions.update(sessionId, { ...progress, energySource: 'reading' });
    await unit.frames.append([
      frame(stationId, sessionId, 'in', text),
      frame(stationId, sessionId, 'out', '[3,"m1",{}]'),
    ]);
  });
}

async function loop(store: Store, stationId: string, transactionId: string): Promise<void> {
  const frames: FrameSource = meterValues(Number(transactionId), times);
  for (let count = 1; !ended; count += 1) {
    await takeMeterValues(store, stationId, transactionId, count, frames.next());
    committed += 1;
  }
}

const pause = (seconds: string): Promise<void> => new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));

const dataFolder = await mkdtemp(join(tmpdir(), 'stansiya-bench-'));
const store = await openStore({
  dataFolder,
  clock,
  onEffectFailure: (error) => {
    throw error;
  },
  tuning: { maxUnitsPerCommit: Number(values['units-per-commit']) },
});
try {
  const stationIds = Array.from({ length: Number(values.stations) }, (_, index) => `BENCH${String(index)}`);
  const transactionIds = await Promise.all(stationIds.map((stationId) => beginSession(store, stationId)));
  const loops = stationIds.map((stationId, index) => loop(store, stationId, transactionIds[index] ?? ''));
  await pause(values.warmup);
  const [before, startedAt] = [committed, performance.now()];
  await pause(values.seconds);
  const perSecond = Math.round((committed - before) / ((performance.now() - startedAt) / 1000));
  ended = true;
  await Promise.all(loops);
  process.stdout.write(`${JSON.stringify({ perSecond })}\n`);
} finally {
  await store.close();
  await rm(dataFolder, { recursive: true, force: true });
}
