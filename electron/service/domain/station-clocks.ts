import type { EpochMs, StationTime } from '../../../ocpp/model/time.ts';
import { type ClockHabit, correctTime, unknownHabit, wholeHalfHours, zonelessHabit } from './station-time.ts';

const keptSamples = 12;
const samplesForHabit = 3;
const stableWithinMs = 2 * 60_000;
/** A clock that is behind looks like a message that is late; only a long row of them says otherwise. */
const samplesForBehind = keptSamples;
const spanForBehindMs = 10 * 60_000;

interface Sample {
  readonly receivedAt: EpochMs;
  readonly aheadMs: number;
}

interface StationClock {
  readonly samples: readonly Sample[];
  readonly habit: ClockHabit;
}

/** What the stations' clocks show, learnt from the times they send. Kept in memory: it is learnt anew in minutes. */
export interface StationClocks {
  observe(stationId: string, time: StationTime, receivedAt: EpochMs, timeZone: string): void;
  habitOf(stationId: string): ClockHabit;
  /** Positive when the clock is ahead; null while too little is known. A known shift of whole half hours counts too. */
  skewMs(stationId: string): number | null;
}

export function createStationClocks(): StationClocks {
  const clocks = new Map<string, StationClock>();
  return {
    observe(stationId, time, receivedAt, timeZone) {
      if (time.at === null) return;
      const known = clocks.get(stationId) ?? { samples: [], habit: unknownHabit };
      const zoneless = zonelessHabit(time, receivedAt, timeZone) ?? known.habit.zoneless;
      const read = correctTime(time, receivedAt, timeZone, { zoneless, shiftMs: 0 });
      if (read.doubt === 'replaced') return;
      const asWrittenMs = read.doubt === 'shifted' ? read.at + wholeHalfHours(time.at - receivedAt) : read.at;
      const samples = [...known.samples, { receivedAt, aheadMs: asWrittenMs - receivedAt }].slice(-keptSamples);
      clocks.set(stationId, { samples, habit: { zoneless, shiftMs: shiftOf(samples) } });
    },
    habitOf: (stationId) => clocks.get(stationId)?.habit ?? unknownHabit,
    skewMs: (stationId) => skewOf(clocks.get(stationId)?.samples ?? []),
  };
}

/** Messages can be late but never early: the greatest lead is the clock's own. */
function leadOf(samples: readonly Sample[]): { readonly aheadMs: number; readonly agreeing: number } {
  const aheadMs = Math.max(...samples.map((sample) => sample.aheadMs));
  return { aheadMs, agreeing: samples.filter((sample) => aheadMs - sample.aheadMs <= stableWithinMs).length };
}

function shiftOf(samples: readonly Sample[]): number {
  const lead = leadOf(samples);
  return lead.agreeing >= samplesForHabit ? wholeHalfHours(lead.aheadMs) : 0;
}

function skewOf(samples: readonly Sample[]): number | null {
  const first = samples.at(0);
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return null;
  const { aheadMs, agreeing } = leadOf(samples);
  if (aheadMs >= 0) return agreeing >= samplesForHabit ? aheadMs : null;
  const isLongRow = samples.length >= samplesForBehind && last.receivedAt - first.receivedAt >= spanForBehindMs;
  return isLongRow ? aheadMs : null;
}
