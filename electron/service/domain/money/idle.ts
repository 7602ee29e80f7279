import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { type EnergyCurve, energyUntil } from './energy-curve.ts';

/**
 * A car that charges draws at least 6 A (IEC 61851-1), 1.4 kW on one phase. What stays far below is the car's own electronics, or the last digit of
 * a meter.
 */
const noticeablePowerW = 200;
/** Over less the last digit of a meter looks like power: 1 Wh in a second is 3.6 kW. */
const shortestMs = 60_000;
const hourMs = 3_600_000;

/**
 * When a car stopped charging and only stayed: the last moment up to which the curve rose with noticeable power. It is the stop where no reading
 * afterwards shows that nothing came any more, and where there are no readings between start and stop at all.
 */
export function idleSince(curve: EnergyCurve): EpochMs {
  const { stoppedAt, startedAt, lastReadAt, readingsBetween } = curve;
  if (readingsBetween === 0 || lastReadAt === null) return stoppedAt;
  const moments = apart(curve.points.map(({ at }) => at));
  let since = startedAt;
  for (const [index, at] of moments.entries()) {
    const before = moments[index - 1] ?? startedAt;
    const risenWh = energyUntil(curve, at) - energyUntil(curve, before);
    if (at > before && risenWh * hourMs >= noticeablePowerW * (at - before)) since = at;
  }
  return since < lastReadAt ? since : stoppedAt;
}

/** The moments that are far enough from the one before; the first and the last stay. */
function apart(moments: readonly EpochMs[]): readonly EpochMs[] {
  const last = moments.at(-1);
  const kept: EpochMs[] = [];
  for (const at of moments.slice(0, -1)) if (at - (kept.at(-1) ?? -Infinity) >= shortestMs) kept.push(at);
  if (last === undefined) return kept;
  const tooLate = kept.length > 1 && last - (kept.at(-1) ?? last) < shortestMs;
  return [...(tooLate ? kept.slice(0, -1) : kept), last];
}
