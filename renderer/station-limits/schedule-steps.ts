import type { ChargingSchedule, CompositeSchedule } from '../../ocpp/model/charging-profile.ts';

/** A stretch of time with one limit. */
export interface ScheduleStep {
  readonly fromMs: number;
  /** Null: without end. */
  readonly toMs: number | null;
  readonly limit: number;
  readonly phases: number | null;
}

/** The periods of a schedule that begins at `startMs`, one after the other. */
export function stepsOf(schedule: ChargingSchedule, startMs: number): readonly ScheduleStep[] {
  const endMs = schedule.durationSeconds === undefined ? null : startMs + schedule.durationSeconds * 1000;
  return schedule.periods
    .map((period, at) => {
      const next = schedule.periods[at + 1];
      return {
        fromMs: startMs + period.startSeconds * 1000,
        toMs: next === undefined ? endMs : startMs + next.startSeconds * 1000,
        limit: period.limit,
        phases: period.phases ?? null,
      };
    })
    .filter(({ fromMs }) => endMs === null || fromMs < endMs);
}

export const compositeSteps = ({ schedule, startAt }: CompositeSchedule): readonly ScheduleStep[] =>
  stepsOf(schedule, Date.parse(startAt));
