import { isDc, stationIds, type YearCard, type YearSite } from './year-site.ts';

const minuteMs = 60_000;

/** A session as it went, and what it costs. */
export interface YearSession {
  readonly stationId: string;
  readonly card: YearCard;
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly meterStartWh: number;
  readonly energyWh: number;
  readonly startMinor: number;
  readonly energyMinor: number;
  /** Below 1: decides what else happened to it. */
  readonly luck: number;
}

export interface YearSpan {
  readonly from: number;
  readonly to: number;
  readonly sessions: number;
}

/** Sessions one after the other on each station, so that registers only rise; in the order they stopped. The same every time. */
export function yearSessions(site: YearSite, { from, to, sessions }: YearSpan): readonly YearSession[] {
  const random = randomNumbers(20_261_130);
  const perStation = Math.ceil(sessions / stationIds.length);
  const slotMs = Math.floor((to - from) / perStation);
  const all = stationIds.flatMap((stationId) => {
    let meterWh = 1_000_000;
    return Array.from({ length: perStation }, (_, slot): YearSession => {
      const card = site.cards[Math.floor(random() * site.cards.length)] ?? {
        idToken: '',
        customerId: null,
        billing: 'each',
      };
      const lastsMs = Math.floor(slotMs * (0.2 + 0.6 * random()));
      const startedAt = from + slot * slotMs + Math.floor(random() * 0.15 * slotMs);
      const energyWh = Math.floor((lastsMs / minuteMs) * (isDc(stationId) ? 550 : 150) * (0.5 + 0.5 * random()));
      const meterStartWh = meterWh;
      // Now and then energy flows that no session explains.
      meterWh += energyWh + (random() < 0.002 ? 1500 : 0);
      return {
        ...{ stationId, card, startedAt, stoppedAt: startedAt + lastsMs, meterStartWh, energyWh },
        startMinor: isDc(stationId) ? 50 : 0,
        energyMinor: halfUp(energyWh * (isDc(stationId) ? 45 : 30), 1000),
        luck: random(),
      };
    });
  });
  return all.toSorted((a, b) => a.stoppedAt - b.stoppedAt).slice(0, sessions);
}

export function halfUp(value: number, by: number): number {
  return Math.floor((2 * value + by) / (2 * by));
}

/** Evenly from 0 up to 1; the same row of numbers for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
