import type { MeterValue, SampledValue } from '../../../ocpp/model/meter.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Reading } from '../store/store.ts';

/** Factors to the units of `Reading`, by unit in lower case: a station may name another unit in every sample. */
type Scale = ReadonlyMap<string, number>;

const wattHours: Scale = new Map([
  ['wh', 1],
  ['kwh', 1000],
  ['mwh', 1_000_000],
]);
const watts: Scale = new Map([
  ['w', 1],
  ['kw', 1000],
  ['va', 1],
  ['kva', 1000],
]);
const milliamps: Scale = new Map([
  ['a', 1000],
  ['ma', 1],
]);
const millivolts: Scale = new Map([
  ['v', 1000],
  ['mv', 1],
  ['kv', 1_000_000],
]);
const percent: Scale = new Map([
  ['percent', 1],
  ['%', 1],
]);

const phaseIndex: ReadonlyMap<string | null, 0 | 1 | 2> = new Map([
  [null, 0],
  ['L1', 0],
  ['L1-N', 0],
  ['L2', 1],
  ['L2-N', 1],
  ['L3', 2],
  ['L3-N', 2],
]);

/** Rows for everything a station measured at one moment, one for each context. Nothing is lost: what has no column goes into `other`. */
export function readingsOf(meterValue: MeterValue, at: EpochMs): readonly Reading[] {
  const byContext = new Map<string, SampledValue[]>();
  for (const sample of meterValue.sampledValues) {
    const group = byContext.get(sample.context);
    if (group === undefined) byContext.set(sample.context, [sample]);
    else group.push(sample);
  }
  return [...byContext].map(([context, samples]) => readingOf(samples, context, at));
}

function readingOf(samples: readonly SampledValue[], context: string, at: EpochMs): Reading {
  const left = new Set(samples);
  const take = (measurand: string): readonly SampledValue[] => preferOutlet(samples, measurand);
  const energyWh = total(take('Energy.Active.Import.Register'), wattHours, left);
  const powerW = total(take('Power.Active.Import'), watts, left);
  const current = perPhase(take('Current.Import'), milliamps, left);
  const voltage = perPhase(take('Voltage'), millivolts, left);
  const offeredCurrentMilliamp = total(take('Current.Offered'), milliamps, left);
  const stateOfChargePercent = total(take('SoC'), percent, left);
  const temperatureDecidegree = temperature(take('Temperature'), left);
  return {
    at,
    context,
    energyWh,
    powerW,
    currentMilliampL1: current[0],
    currentMilliampL2: current[1],
    currentMilliampL3: current[2],
    voltageMillivoltL1: voltage[0],
    voltageMillivoltL2: voltage[1],
    voltageMillivoltL3: voltage[2],
    offeredCurrentMilliamp,
    temperatureDecidegree,
    stateOfChargePercent,
    other: left.size === 0 ? null : JSON.stringify([...left]),
  };
}

/** A station that measures at several places bills what leaves the outlet. */
function preferOutlet(samples: readonly SampledValue[], measurand: string): readonly SampledValue[] {
  const measured = samples.filter((sample) => sample.measurand === measurand && sample.value !== null);
  const atOutlet = measured.filter((sample) => sample.location === 'Outlet');
  return atOutlet.length > 0 ? atOutlet : measured;
}

/** The value without a phase, or the sum of the phases where there is none. */
function total(samples: readonly SampledValue[], scale: Scale, left: Set<SampledValue>): number | null {
  const whole = samples.find((sample) => sample.phase === null);
  if (whole !== undefined) return use(whole, scale, left);
  let sum: number | null = null;
  const seen = new Set<number>();
  for (const sample of samples) {
    const phase = phaseIndex.get(sample.phase);
    if (phase === undefined || seen.has(phase)) continue;
    const scaled = use(sample, scale, left);
    if (scaled === null) continue;
    seen.add(phase);
    sum = (sum ?? 0) + scaled;
  }
  return sum;
}

type Phases = readonly [number | null, number | null, number | null];

/** A value without a phase is that of the only phase. */
function perPhase(samples: readonly SampledValue[], scale: Scale, left: Set<SampledValue>): Phases {
  const phases: [number | null, number | null, number | null] = [null, null, null];
  const named = samples.filter((sample) => sample.phase !== null && phaseIndex.has(sample.phase));
  for (const sample of named.length > 0 ? named : samples) {
    const phase = phaseIndex.get(sample.phase);
    if (phase !== undefined && phases[phase] === null) phases[phase] = use(sample, scale, left);
  }
  return phases;
}

function use(sample: SampledValue, scale: Scale, left: Set<SampledValue>): number | null {
  const factor = scale.get(sample.unit.toLowerCase());
  return factor === undefined || sample.value === null ? null : keep(sample, sample.value * factor, left);
}

function temperature(samples: readonly SampledValue[], left: Set<SampledValue>): number | null {
  const sample = samples[0];
  if (sample === undefined || sample.value === null) return null;
  const degrees = celsius(sample.value, sample.unit.toLowerCase());
  return degrees === null ? null : keep(sample, degrees * 10, left);
}

function celsius(value: number, unit: string): number | null {
  // OCPP 1.6 errata: stations spell it both ways.
  if (unit === 'celsius' || unit === 'celcius') return value;
  if (unit === 'fahrenheit') return ((value - 32) * 5) / 9;
  return unit === 'k' ? value - 273.15 : null;
}

function keep(sample: SampledValue, value: number, left: Set<SampledValue>): number | null {
  const rounded = Math.round(value);
  if (!Number.isSafeInteger(rounded)) return null;
  left.delete(sample);
  return rounded === 0 ? 0 : rounded;
}
