import type { SeriesPoint } from '../../electron/contract/views.ts';

/** A point of a session's curve: energy since its start. */
export interface CurvePoint {
  readonly atMs: number;
  readonly energyWh: number | null;
  readonly powerW: number | null;
}

/** Registers count for life; a curve shows what this session added, beginning with its start register or else its first reading. */
export function curveOf(points: readonly SeriesPoint[], meterStartWh: number | null): readonly CurvePoint[] {
  const start = meterStartWh ?? points.find(({ energyWh }) => energyWh !== null)?.energyWh ?? null;
  return points.map(({ at, energyWh, powerW }) => ({
    atMs: Date.parse(at),
    energyWh: energyWh === null || start === null ? null : energyWh - start,
    powerW,
  }));
}

export function highestPowerW(curve: readonly CurvePoint[]): number | null {
  const powers = curve.flatMap(({ powerW }) => (powerW === null ? [] : [powerW]));
  return powers.length === 0 ? null : Math.max(...powers);
}

/** Mean power of a session; null while it has no length. */
export function averagePowerW(energyWh: number | null, durationMs: number): number | null {
  return energyWh === null || durationMs <= 0 ? null : Math.round((energyWh * 3_600_000) / durationMs);
}
