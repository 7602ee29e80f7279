import type { Messages } from '../v16/messages.ts';
import { isSupportedMeasurand, type SupportedMeasurand } from './configuration-keys.ts';
import type { ConnectorHardware } from './hardware.ts';

export type MeterValue = Messages['MeterValues']['request']['meterValue'][number];
type SampledValue = MeterValue['sampledValue'][number];
export type Context = NonNullable<SampledValue['context']>;
type Phase = NonNullable<SampledValue['phase']>;
type Unit = NonNullable<SampledValue['unit']>;

/** What one connector measures at one moment. */
export interface Measurement {
  readonly registerWh: number;
  readonly powerW: number;
  readonly maxPowerW: number;
  readonly current: 'AC' | 'DC';
  readonly socPercent: number | null;
  /** Moves mains and power a little, so that no two moments look alike. */
  readonly at: number;
}

const sway = (at: number, periodSeconds: number, shift: number): number =>
  Math.sin((at / 1000 / periodSeconds) * 2 * Math.PI + shift);

export function measure(hardware: ConnectorHardware, at: number): Measurement {
  return {
    registerWh: hardware.registerWh,
    powerW: Math.round(hardware.powerW * (0.996 + 0.004 * sway(at, 173, 1))),
    maxPowerW: hardware.outlet.maxPowerW,
    current: hardware.outlet.current,
    socPercent: hardware.car?.socPercent ?? null,
    at,
  };
}

const phases = ['L1', 'L2', 'L3'] as const;
const phasesToNeutral = ['L1-N', 'L2-N', 'L3-N'] as const;

const mainsVolt = (at: number, phase: number): number =>
  229 + 2.5 * sway(at, 1800, phase) + 0.8 * sway(at, 97, 2 * phase);

/** The voltage of a battery rises with its charge. */
const batteryVolt = (socPercent: number | null): number => 355 + 0.75 * (socPercent ?? 50);

const perPhase = (names: readonly Phase[], unit: Unit, value: (phase: number) => number): readonly SampledValue[] =>
  names.map((phase, index) => ({ value: value(index).toFixed(1), phase, unit }));

const readers: Record<SupportedMeasurand, (m: Measurement) => readonly SampledValue[]> = {
  'Energy.Active.Import.Register': (m) => [{ value: String(m.registerWh), unit: 'Wh' }],
  'Power.Active.Import': (m) => [{ value: String(m.powerW), unit: 'W' }],
  'Current.Import': (m) =>
    m.current === 'DC'
      ? [{ value: (m.powerW / batteryVolt(m.socPercent)).toFixed(1), unit: 'A' }]
      : perPhase(phases, 'A', (phase) => m.powerW / 3 / mainsVolt(m.at, phase)),
  Voltage: (m) =>
    m.current === 'DC'
      ? [{ value: batteryVolt(m.socPercent).toFixed(1), unit: 'V' }]
      : perPhase(phasesToNeutral, 'V', (phase) => mainsVolt(m.at, phase)),
  'Current.Offered': (m) => [
    { value: (m.maxPowerW / (m.current === 'DC' ? batteryVolt(m.socPercent) : 690)).toFixed(1), unit: 'A' },
  ],
  'Power.Offered': (m) => [{ value: String(m.maxPowerW), unit: 'W' }],
  SoC: (m) =>
    m.current === 'DC' && m.socPercent !== null
      ? [{ value: String(Math.floor(m.socPercent)), location: 'EV', unit: 'Percent' }]
      : [],
  Temperature: (m) => [{ value: (28 + (m.powerW / m.maxPowerW) * 17).toFixed(1), location: 'Body', unit: 'Celsius' }],
};

/** One sample with its properties in the order of the schema: some central systems read by position. */
const inSchemaOrder = (sample: SampledValue, measurand: SupportedMeasurand, context: Context): SampledValue => ({
  value: sample.value,
  context,
  measurand,
  ...(sample.phase && { phase: sample.phase }),
  ...(sample.location && { location: sample.location }),
  ...(sample.unit && { unit: sample.unit }),
});

/** A MeterValue of the named measurands, or null when there is nothing to tell. */
export function meterValue(
  measurement: Measurement,
  measurands: readonly string[],
  context: Context,
  timestamp: string,
): MeterValue | null {
  const sampledValue = measurands
    .filter(isSupportedMeasurand)
    .flatMap((measurand) => readers[measurand](measurement).map((sample) => inSchemaOrder(sample, measurand, context)));
  return sampledValue.length === 0 ? null : { timestamp, sampledValue };
}
