import type { MeterValue, SampledValue } from '../../../ocpp/model/meter.ts';
import type { StationUnit } from './station-unit.ts';

const register = 'Energy.Active.Import.Register';
const phaseNames: ReadonlySet<string> = new Set(['L1', 'L2', 'L3', 'L1-N', 'L2-N', 'L3-N']);
/** As far as the phases may be from the total and still say the same. */
const tolerance = 0.1;

/** Notes energy told by phase only, or phases that contradict their total (quirk 62). */
export function notePhases(su: StationUnit, meterValues: readonly MeterValue[]): void {
  for (const { sampledValues } of meterValues) {
    const odd = oddPhases(sampledValues);
    if (odd !== null) su.noticed('phaseEnergyOnly', odd);
  }
}

function oddPhases(samples: readonly SampledValue[]): string | null {
  const energy = samples.filter(({ measurand, value }) => measurand === register && value !== null);
  const phases = energy.filter(({ phase }) => phase !== null && phaseNames.has(phase));
  if (phases.length === 0) return null;
  const total = energy.find(({ phase, location }) => phase === null && location === phases[0]?.location);
  const words = phases.map(({ phase, text, unit }) => `${phase ?? ''} ${text} ${unit}`).join(', ');
  if (total === undefined) return words;
  const sum = phases.reduce((known, { value }) => known + (value ?? 0), 0);
  const isWhole = phases.length === 3 && total.unit === phases[0]?.unit;
  const isFar = Math.abs(sum - (total.value ?? 0)) > tolerance * Math.abs(total.value ?? 0);
  return isWhole && isFar ? `${total.text} ${total.unit}: ${words}` : null;
}

/** Notes readings in kWh: the registers of a start and a stop are in Wh always (quirk 57, OCPP 1.6 §6.43). */
export function noteUnits(su: StationUnit, meterValues: readonly MeterValue[]): void {
  for (const { sampledValues } of meterValues) {
    const odd = sampledValues.find(({ measurand, unit }) => measurand === register && unit.toLowerCase() === 'kwh');
    if (odd === undefined) continue;
    su.noticed('mixedEnergyUnits', `${odd.text} ${odd.unit}`);
    return;
  }
}

/** A person said that what this station calls Wh is kWh (quirk 55). */
export function inTrueUnits(su: StationUnit, meterValues: readonly MeterValue[]): readonly MeterValue[] {
  if (!su.station.registersInKwh) return meterValues;
  return meterValues.map((value) => ({ ...value, sampledValues: value.sampledValues.map(inKwh) }));
}

function inKwh(sample: SampledValue): SampledValue {
  const isWh = sample.measurand.startsWith('Energy.Active') && sample.unit.toLowerCase() === 'wh';
  return isWh ? { ...sample, unit: 'kWh' } : sample;
}
