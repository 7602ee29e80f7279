import type { Reading } from '../store/store.ts';
import type { RegisterAt } from './energy.ts';

const hourMs = 3_600_000;
/** Over shorter spans the register's own steps would show, over longer ones the car may have paused. */
const shortestSpanMs = 10_000;
const longestSpanMs = 20 * 60_000;

/** Power now: as measured, else current times voltage, else what the register rose by; null where nothing tells. */
export function powerOf(rows: readonly Reading[], before: RegisterAt | null, latest: RegisterAt | null): number | null {
  const last = rows.findLast((row) => row.powerW !== null || electricPowerW(row) !== null);
  if (last !== undefined) return last.powerW ?? electricPowerW(last);
  return before === null || latest === null ? null : risePowerW(before, latest);
}

function electricPowerW(row: Reading): number | null {
  const phases = [
    [row.currentMilliampL1, row.voltageMillivoltL1],
    [row.currentMilliampL2, row.voltageMillivoltL2],
    [row.currentMilliampL3, row.voltageMillivoltL3],
  ] as const;
  const known = phases.flatMap(([current, voltage]) =>
    current === null || voltage === null ? [] : [current * voltage],
  );
  return known.length === 0 ? null : Math.round(known.reduce((sum, power) => sum + power, 0) / 1_000_000);
}

function risePowerW(before: RegisterAt, latest: RegisterAt): number | null {
  const spanMs = latest.at - before.at;
  if (spanMs < shortestSpanMs || spanMs > longestSpanMs) return null;
  return Math.round(((latest.energyWh - before.energyWh) * hourMs) / spanMs);
}
