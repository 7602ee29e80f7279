import type { Clock } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';
import type { Cancel, Scheduler } from './scheduler.ts';
import type { SettingsBook } from './settings.ts';

const dayMs = 24 * 3_600_000;
const lookEveryMs = 3_600_000;
const firstLookMs = 60_000;
/** Small enough that no station waits noticeably for its answer behind one of these. */
const framesAtOnce = 500;
const pauseMs = 100;
/** Some gigabytes: a station that storms for weeks must not fill the disk before its frames are old (quirk 77). */
const mostFrames = 10_000_000;

export interface RetentionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly settings: SettingsBook;
  readonly log: Log;
}

/** Deletes raw frames that are older than the settings say, and the oldest where there are too many, a few at a time. */
export function startRetention(deps: RetentionDeps): Cancel {
  let cancelNext: Cancel = () => undefined;
  const pruneSome = async (): Promise<void> => {
    const before = deps.clock.now() - deps.settings.current().frameRetentionDays * dayMs;
    const deleted = await deps.store.write(async (unit) => {
      const old = await unit.frames.prune(before, framesAtOnce);
      return old > 0 ? old : unit.frames.pruneBeyond(mostFrames, framesAtOnce);
    });
    cancelNext = deps.scheduler.after(deleted < framesAtOnce ? lookEveryMs : pauseMs, run);
  };
  const run = (): void => {
    pruneSome().catch((fault: unknown) => {
      deps.log.warn('old frames could not be deleted', { fault });
      cancelNext = deps.scheduler.after(lookEveryMs, run);
    });
  };
  cancelNext = deps.scheduler.after(firstLookMs, run);
  return () => {
    cancelNext();
  };
}
