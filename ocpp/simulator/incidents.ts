import type { Cancel, SimulatedTime } from './time.ts';

export interface IncidentPlan {
  readonly firstInMs: number;
  readonly everyMs: number;
  readonly lastsMs: number;
}

/** Something that goes wrong for a while, again and again. */
export function recurring(time: SimulatedTime, plan: IncidentPlan, begin: () => void, end: () => void): Cancel {
  let cancel: Cancel = () => undefined;
  const happen = (): void => {
    begin();
    cancel = time.after(plan.lastsMs, () => {
      end();
      cancel = time.after(plan.everyMs - plan.lastsMs, happen);
    });
  };
  cancel = time.after(plan.firstInMs, happen);
  return () => {
    cancel();
  };
}
