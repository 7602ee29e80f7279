import type { ChargingRateUnit } from '../../../ocpp/model/charging-profile.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { type LimitForm, limitForm } from '../../contract/charging-limits.ts';
import type { Reading, StoreReads, WriteUnit } from '../store/store.ts';
import type { LimitFacts, LimitWish } from './limit-forms.ts';
import type { LiveStation } from './live-state.ts';
import { toldValue } from './told-value.ts';

const mainsVoltage = 230;
/** Farther from the mains a voltage is no voltage. */
const lowestMillivolt = 100_000;
const highestMillivolt = 280_000;
/** Below that nothing charges on a phase. */
const flowingMilliamp = 500;

type Facts = Pick<StoreReads, 'configuration' | 'modelHabits' | 'readings'>;

/** What is known of a station before it is given a limit; `evseId` undefined is the whole station. */
export async function limitFacts(
  read: Facts,
  station: LiveStation,
  wish: LimitWish,
  evseId: number | undefined,
): Promise<LimitFacts> {
  const { stationId, vendor, model } = station.record;
  const settings = await read.configuration.list(stationId);
  const valueOf = (key: string): string | null => toldValue(settings, key)?.replaceAll('"', '') ?? null;
  const remembered = await read.modelHabits.find(vendor ?? '', model ?? '', memoryOf(wish));
  const form = remembered === null ? null : limitForm.safeParse(JSON.parse(remembered));
  return {
    units: readUnits(valueOf('ChargingScheduleAllowedChargingRateUnit')),
    maxStackLevel: readNumber(valueOf('ChargeProfileMaxStackLevel')),
    remembered: form?.success === true ? form.data : null,
    ...measured(await lastReading(read, station, evseId)),
  };
}

/** Keeps which form a make takes: the next station of its kind is asked in that one first. */
export function rememberForm(
  unit: WriteUnit,
  { record }: LiveStation,
  wish: LimitWish,
  form: LimitForm,
  at: EpochMs,
): Promise<void> {
  return unit.modelHabits.set(record.vendor ?? '', record.model ?? '', memoryOf(wish), JSON.stringify(form), at);
}

function memoryOf({ target, daily }: LimitWish): string {
  return `limitForm.${target}${daily === undefined ? '' : '.daily'}`;
}

/** Of the session that runs there. */
async function lastReading(
  read: Facts,
  station: LiveStation,
  evseId: number | undefined,
): Promise<Reading | undefined> {
  const running = [...station.sessions.values()].find(
    ({ session }) => evseId === undefined || session.evseId === evseId,
  );
  const series = running === undefined ? [] : await read.readings.series(running.session.sessionId, 2);
  return series.at(-1);
}

function measured(last: Reading | undefined): Pick<LimitFacts, 'voltage' | 'phases'> {
  const millivolts = [last?.voltageMillivoltL1, last?.voltageMillivoltL2, last?.voltageMillivoltL3];
  const milliamps = [last?.currentMilliampL1, last?.currentMilliampL2, last?.currentMilliampL3];
  const usual = millivolts.find((one) => one != null && one >= lowestMillivolt && one <= highestMillivolt);
  const flowing = milliamps.filter((one) => one != null && one > flowingMilliamp);
  return { voltage: usual == null ? mainsVoltage : usual / 1000, phases: flowing.length > 0 ? flowing.length : null };
}

/** `Current,Power` by the standard; stations also write `A`, `W`. */
function readUnits(value: string | null): readonly ChargingRateUnit[] | null {
  if (value === null) return null;
  const words = value.toLowerCase().split(/[\s,;]+/);
  const units: ChargingRateUnit[] = [];
  if (words.some((word) => word === 'current' || word === 'a')) units.push('A');
  if (words.some((word) => word === 'power' || word === 'w')) units.push('W');
  return units.length > 0 ? units : null;
}

function readNumber(value: string | null): number | null {
  return value !== null && /^\s*\d+\s*$/.test(value) ? Number(value) : null;
}
