import type { SessionFlag } from '../../contract/words.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { EnergySource } from '../store/store.ts';

/** No connector of a site this program serves delivers more; a register that rises faster has jumped. */
const greatestPowerW = 1_000_000;
const hourMs = 3_600_000;
/** Registers and readings carry times of different precision. */
const shortestSpanMs = 60_000;
/** Below that a car only tops up, and says little of the energy before. */
const leastPowerW = 1000;
const longEnoughMs = 5 * 60_000;

export interface Registers {
  /** Register at the start and at the end, Wh; null or negative when the station sent no usable number. */
  readonly meterStartWh: number | null;
  readonly meterStopWh: number | null;
  /** First and latest plausible register among the readings, Wh. */
  readonly firstReadingWh: number | null;
  readonly lastReadingWh: number | null;
  /** As last measured; null when it never was. */
  readonly lastPowerW: number | null;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs;
}

export interface EnergyFinding {
  /** Never negative. Null when nothing is known. */
  readonly energyWh: number | null;
  readonly energySource: EnergySource;
  readonly flags: readonly SessionFlag[];
}

/** Billable energy of a session, from its own registers only: registers of different sessions are never subtracted. */
export function energyOf(registers: Registers): EnergyFinding {
  const sentStart = usable(registers.meterStartWh);
  const sentStop = usable(registers.meterStopWh);
  const start = sentStart ?? usable(registers.firstReadingWh);
  const last = usable(registers.lastReadingWh);
  const flags: SessionFlag[] = [];
  if (sentStart === null) flags.push('noStartMeter');
  if (sentStop === null) flags.push('noStopMeter');
  if (start === null) return { energyWh: null, energySource: 'none', flags };
  if (sentStop !== null && sentStop >= start) {
    if (isMixedUp(start, sentStop, last) || isTooLittle(sentStop - start, registers)) flags.push('unitMismatch');
    return plausible(sentStop - start, sentStart === null ? 'reading' : 'register', flags, registers);
  }
  if (sentStop !== null) flags.push('meterRollback');
  if (last !== null && last >= start) return plausible(last - start, 'reading', flags, registers);
  return { energyWh: sentStop === null ? null : 0, energySource: 'none', flags };
}

/** Energy of a session that still runs: what its latest register says. */
export function runningEnergyWh(meterStartWh: number | null, lastMeterWh: number | null): number | null {
  const start = usable(meterStartWh);
  if (start === null || lastMeterWh === null) return null;
  return Math.max(0, lastMeterWh - start);
}

/** Stations send registers with decimals, and numbers no meter can show; null where nothing usable is left. */
export function wholeWh(registerWh: number | null): number | null {
  const rounded = registerWh === null ? Number.NaN : Math.round(registerWh);
  return Number.isSafeInteger(rounded) ? rounded : null;
}

export interface RegisterAt {
  readonly energyWh: number;
  readonly at: EpochMs;
}

/** The register to go on from: one that fell, came late or rose faster than any charger can is left aside. */
export function nextRegister(known: RegisterAt | null, reported: RegisterAt): RegisterAt {
  if (known === null) return reported;
  if (reported.at < known.at || reported.energyWh < known.energyWh) return known;
  return isTooFast(reported.energyWh - known.energyWh, reported.at - known.at) ? known : reported;
}

function usable(registerWh: number | null): number | null {
  return registerWh !== null && registerWh >= 0 ? registerWh : null;
}

function plausible(
  energyWh: number,
  energySource: EnergySource,
  flags: readonly SessionFlag[],
  { startedAt, stoppedAt }: Registers,
): EnergyFinding {
  const tooMuch = isTooFast(energyWh, stoppedAt - startedAt);
  return { energyWh, energySource, flags: tooMuch ? [...flags, 'implausibleEnergy'] : flags };
}

function isTooFast(energyWh: number, spanMs: number): boolean {
  return energyWh > (greatestPowerW * Math.max(spanMs, shortestSpanMs)) / hourMs;
}

/** Readings say about 1000 times what the registers say, or the other way round: one of them is in kWh but labelled Wh. */
function isMixedUp(startWh: number, stopWh: number, lastReadingWh: number | null): boolean {
  if (lastReadingWh === null || stopWh <= startWh || stopWh < 10 || lastReadingWh < 10) return false;
  const ratio = lastReadingWh / stopWh;
  return (ratio > 900 && ratio < 1100) || (ratio > 0.0009 && ratio < 0.0011);
}

/** About a thousandth of what the power makes of the time: kWh labelled Wh (quirk 55). */
function isTooLittle(energyWh: number, { lastPowerW, startedAt, stoppedAt }: Registers): boolean {
  const spanMs = stoppedAt - startedAt;
  if (lastPowerW === null || lastPowerW < leastPowerW || spanMs < longEnoughMs || energyWh === 0) return false;
  const ratio = (lastPowerW * spanMs) / hourMs / energyWh;
  return ratio > 500 && ratio < 2000;
}
