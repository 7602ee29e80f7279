import type { MeterValue } from '../../../ocpp/model/meter.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Reading, SessionRecord } from '../store/store.ts';
import { nextRegister, type RegisterAt, runningEnergyWh } from './energy.ts';
import { inTrueUnits } from './odd-readings.ts';
import { powerOf } from './power.ts';
import { readingsOf } from './readings.ts';
import { firstReadingWh } from './session-end.ts';
import type { StationUnit } from './station-unit.ts';

export interface TakenReadings {
  /** With the latest register and power; not yet stored where it was not changed. */
  readonly session: SessionRecord;
  readonly stateOfChargePercent: number | null;
}

/** The rows for what a station measured, in order of time. */
export function rowsOf(su: StationUnit, meterValues: readonly MeterValue[]): readonly Reading[] {
  const rows = meterValues.flatMap((value) => readingsOf(value, su.correct(value.time).at));
  return [...rows].sort((one, other) => one.at - other.at);
}

/** Adds readings to a session and takes its latest register, power and energy from them. */
export function takeReadings(
  su: StationUnit,
  session: SessionRecord,
  meterValues: readonly MeterValue[],
): Promise<TakenReadings> {
  return addReadings(su, session, rowsOf(su, inTrueUnits(su, meterValues)));
}

export async function addReadings(
  su: StationUnit,
  session: SessionRecord,
  rows: readonly Reading[],
): Promise<TakenReadings> {
  if (rows.length === 0) return { session, stateOfChargePercent: null };
  await su.unit.readings.insert(session.sessionId, rows);
  const known = registerOf(session);
  const latest = rows.reduce<RegisterAt | null>((register, { energyWh, at }) => {
    if (energyWh === null) return register;
    const next = nextRegister(register, { energyWh, at });
    const isLeftAside = register !== null && next === register && at > register.at;
    if (isLeftAside) su.noticed('jumpingValues', `${String(register.energyWh)} > ${String(energyWh)} Wh`);
    return next;
  }, known);
  const startWh = session.meterStartWh ?? (await firstReadingWh(su.unit, session));
  const energyWh = runningEnergyWh(startWh, latest?.energyWh ?? null);
  const change = {
    lastMeterWh: latest?.energyWh ?? null,
    lastMeterAt: latest?.at ?? null,
    lastPowerW: powerOf(rows, known, latest) ?? session.lastPowerW,
    energyWh: energyWh ?? session.energyWh,
    energySource: energyWh === null ? session.energySource : ('reading' as const),
  };
  await su.unit.sessions.update(session.sessionId, change);
  return { session: { ...session, ...change }, stateOfChargePercent: lastStateOfCharge(rows) };
}

/** Adds readings of a session that has ended, for information: its register and energy stay. */
export async function addLateReadings(
  su: StationUnit,
  session: SessionRecord,
  rows: readonly Reading[],
  until: EpochMs,
): Promise<boolean> {
  const inTime = rows.filter((row) => row.at <= until);
  if (inTime.length > 0) await su.unit.readings.insert(session.sessionId, inTime);
  return inTime.length > 0;
}

function registerOf({ lastMeterWh, lastMeterAt }: SessionRecord): RegisterAt | null {
  return lastMeterWh === null || lastMeterAt === null ? null : { energyWh: lastMeterWh, at: lastMeterAt };
}

function lastStateOfCharge(rows: readonly Reading[]): number | null {
  return rows.reduce<number | null>((known, row) => row.stateOfChargePercent ?? known, null);
}
