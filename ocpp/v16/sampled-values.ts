import { measurands, type MeterValue, type SampledValue } from '../model/meter.ts';
import type { Notice } from '../notice.ts';
import { parseDecimal } from '../validators/decimal.ts';
import type { Received } from './validators.ts';
import { readTime } from './times.ts';
import { knownWord, textOrNull, vocabulary, type Vocabulary } from './words.ts';

type WireMeterValue = NonNullable<Received<'MeterValues', 'request'>['meterValue']>[number];
type WireSample = NonNullable<WireMeterValue['sampledValue']>[number];

const knownMeasurand = vocabulary(measurands);
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
/** OCPP 1.6 §7.45; it has none for frequencies and turns. */
const knownUnit = vocabulary([
  'Wh',
  'kWh',
  'varh',
  'kvarh',
  'W',
  'kW',
  'VA',
  'kVA',
  'var',
  'kvar',
  'A',
  'V',
  'Celsius',
  // The published schema's spelling (errata J 2.1).
  'Celcius',
  'Fahrenheit',
  'K',
  'Percent',
]);

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
  notice: Notice,
): string | D {
  return knownWord(known, text, notice) ?? textOrNull(text) ?? byDefault;
}

function readSample(sample: WireSample, notice: Notice): SampledValue | null {
  const { value: text } = sample;
  if (text === undefined) {
    notice('emptySamples');
    return null;
  }
  const format = knownFormat(sample.format) ?? 'Raw';
  const measurand = wordOr(knownMeasurand, sample.measurand, 'Energy.Active.Import.Register', notice);
  if (sample.context === undefined) notice('missingContext');
  return {
    text,
    value: readValue(text, format, notice),
    measurand,
    unit: readUnit(sample.unit, measurand, notice),
    phase: wordOr(knownPhase, sample.phase, null, notice),
    context: wordOr(knownContext, sample.context, 'Sample.Periodic', notice),
    location: wordOr(knownLocation, sample.location, 'Outlet', notice),
    format,
  };
}

function readValue(text: string, format: SampledValue['format'], notice: Notice): number | null {
  const value = format === 'SignedData' ? null : parseDecimal(text);
  if (value === null) notice(text.trim() === '' ? 'emptySamples' : 'signedValues', undefined, text);
  else if (text.includes(',')) notice('decimalComma', undefined, text);
  return value;
}

function readUnit(text: string | undefined, measurand: string, notice: Notice): string {
  const unit = textOrNull(text);
  if (unit !== null) {
    knownWord(knownUnit, unit, notice);
    return unit;
  }
  const byDefault = defaultUnit(measurand);
  if (byDefault !== '') notice('missingUnits', undefined, measurand);
  return byDefault;
}

/** Samples without a value tell nothing and are left out; so are moments without a sample. */
export function readMeterValues(
  meterValues: readonly WireMeterValue[] | undefined,
  notice: Notice,
): readonly MeterValue[] {
  if (meterValues === undefined) return [];
  return meterValues.flatMap(({ timestamp, sampledValue = [] }) => {
    if (sampledValue.length === 0) notice('emptySamples');
    const sampledValues = sampledValue.map((sample) => readSample(sample, notice)).filter((sample) => sample !== null);
    return sampledValues.length === 0 ? [] : [{ time: readTime(timestamp, notice), sampledValues }];
  });
}
