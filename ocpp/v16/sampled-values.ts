import type { MeterValue, SampledValue } from '../model/meter.ts';
import { readStationTime } from '../station-time.ts';
import { parseDecimal } from '../validators/decimal.ts';
import type { Received } from './validators.ts';
import { vocabulary, textOrNull, type Vocabulary } from './words.ts';

type WireMeterValue = NonNullable<Received<'MeterValues', 'request'>['meterValue']>[number];
type WireSample = NonNullable<WireMeterValue['sampledValue']>[number];

const knownMeasurand = vocabulary([
  'Energy.Active.Export.Register',
  'Energy.Active.Import.Register',
  'Energy.Reactive.Export.Register',
  'Energy.Reactive.Import.Register',
  'Energy.Active.Export.Interval',
  'Energy.Active.Import.Interval',
  'Energy.Reactive.Export.Interval',
  'Energy.Reactive.Import.Interval',
  'Power.Active.Export',
  'Power.Active.Import',
  'Power.Offered',
  'Power.Reactive.Export',
  'Power.Reactive.Import',
  'Power.Factor',
  'Current.Import',
  'Current.Export',
  'Current.Offered',
  'Voltage',
  'Frequency',
  'Temperature',
  'SoC',
  'RPM',
]);
const knownContext = vocabulary([
  'Interruption.Begin',
  'Interruption.End',
  'Sample.Clock',
  'Sample.Periodic',
  'Transaction.Begin',
  'Transaction.End',
  'Trigger',
  'Other',
]);
const knownPhase = vocabulary(['L1', 'L2', 'L3', 'N', 'L1-N', 'L2-N', 'L3-N', 'L1-L2', 'L2-L3', 'L3-L1']);
const knownLocation = vocabulary(['Cable', 'EV', 'Inlet', 'Outlet', 'Body']);
const knownFormat = vocabulary(['Raw', 'SignedData']);

/** Units by the beginning of a measurand, for stations that name none; the specification sets only those of energy (OCPP 1.6 §7.46). */
const defaultUnits: readonly (readonly [prefix: string, unit: string])[] = [
  ['Energy.Active', 'Wh'],
  ['Energy.Reactive', 'varh'],
  ['Power.Active', 'W'],
  ['Power.Offered', 'W'],
  ['Power.Reactive', 'var'],
  ['Current', 'A'],
  ['Voltage', 'V'],
  ['Temperature', 'Celsius'],
  ['SoC', 'Percent'],
  ['Frequency', 'Hz'],
];

const defaultUnit = (measurand: string): string =>
  defaultUnits.find(([prefix]) => measurand.startsWith(prefix))?.[1] ?? '';

/** A word in the specification's spelling where it is one of its own, else as sent. */
function wordOr<D extends string | null>(
  known: Vocabulary<string>,
  text: string | undefined,
  byDefault: D,
): string | D {
  return known(text) ?? textOrNull(text) ?? byDefault;
}

function readSample(sample: WireSample): SampledValue | null {
  const { value: text } = sample;
  if (text === undefined) return null;
  const format = knownFormat(sample.format) ?? 'Raw';
  const measurand = wordOr(knownMeasurand, sample.measurand, 'Energy.Active.Import.Register');
  return {
    text,
    value: format === 'SignedData' ? null : parseDecimal(text),
    measurand,
    unit: textOrNull(sample.unit) ?? defaultUnit(measurand),
    phase: wordOr(knownPhase, sample.phase, null),
    context: wordOr(knownContext, sample.context, 'Sample.Periodic'),
    location: wordOr(knownLocation, sample.location, 'Outlet'),
    format,
  };
}

/** Samples without a value tell nothing and are left out; so are moments without a sample. */
export function readMeterValues(meterValues: readonly WireMeterValue[] = []): readonly MeterValue[] {
  return meterValues.flatMap(({ timestamp, sampledValue = [] }) => {
    const sampledValues = sampledValue.map(readSample).filter((sample) => sample !== null);
    return sampledValues.length === 0 ? [] : [{ time: readStationTime(timestamp), sampledValues }];
  });
}
