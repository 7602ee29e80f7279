import type { PriceElement } from '../../../contract/tariffs.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { priceAt, priceOnClock } from './price-at.ts';
import { type OffsetStretch, offsetStretches, wallClock } from './wall-clock.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** No session lasts that long; a station whose clock says so must not keep us reckoning. */
const longestMs = 3653 * dayMs;

/** Part of a session in which one price holds; `to` is not part of it. */
export interface PriceStretch {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Index of the price. */
  readonly element: number;
}

/** Cuts [from, to) where another price begins to hold. At least one stretch, though it may be empty. */
export function priceStretches(
  elements: readonly PriceElement[],
  from: EpochMs,
  to: EpochMs,
  timeZone: string,
): readonly PriceStretch[] {
  const end = Math.min(to, from + longestMs);
  const minutes = minutesOfChange(elements);
  const stretches: PriceStretch[] = [];
  for (const offset of offsetStretches(from, end, timeZone)) {
    for (const at of momentsOfChange(offset, minutes)) {
      const element = priceOnClock(elements, wallClock(at, offset.offsetMs));
      if (stretches.at(-1)?.element !== element) stretches.push({ from: at, to, element });
    }
  }
  if (stretches.length === 0) return [{ from, to, element: priceAt(elements, from, timeZone) }];
  return stretches.map((stretch, index) => ({ ...stretch, to: stretches[index + 1]?.from ?? to }));
}

/** Midnight, and every minute of the day at which some price begins or ends; in order. */
function minutesOfChange(elements: readonly PriceElement[]): readonly number[] {
  const all = elements.flatMap(({ when }) => [when.fromMinute ?? 0, (when.toMinute ?? 0) % 1440]);
  return [...new Set([0, ...all])].sort((one, other) => one - other);
}

function momentsOfChange({ from, to, offsetMs }: OffsetStretch, minutes: readonly number[]): readonly EpochMs[] {
  const moments = [from];
  for (let midnight = wallClock(from, offsetMs).day * dayMs - offsetMs; midnight < to; midnight += dayMs) {
    for (const minute of minutes) {
      const at = midnight + minute * minuteMs;
      if (at > from && at < to) moments.push(at);
    }
  }
  return moments;
}
