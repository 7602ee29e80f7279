import type { Store } from '../../store/store.ts';
import type { Log } from '../log.ts';
import { bySystem, type SessionBooks } from './session-books.ts';

export interface MissingChargesDeps {
  readonly store: Store;
  readonly books: SessionBooks;
  readonly log: Log;
}

/** Few enough that a charger's message never waits long behind them. */
const sessionsAtOnce = 20;

/**
 * Finished sessions the books lack get their charge, each on the day of its stop: those of older versions of this program, and those a fault kept out.
 * Returns how to leave off; what is left then is taken up at the next start.
 */
export function bookMissingCharges({ store, books, log }: MissingChargesDeps): {
  readonly done: Promise<void>;
  stop(): Promise<void>;
} {
  let isStopped = false;
  const done = bookAll().catch((fault: unknown) => {
    log.warn('sessions the books lack could not be put into them', { fault });
  });

  async function bookAll(): Promise<void> {
    let after: string | null = null;
    let count = 0;
    for (;;) {
      const batch: readonly string[] = await store.read.cdrs.unposted(after, sessionsAtOnce);
      if (batch.length === 0 || isStopped) break;
      await store.write(async (unit) => {
        for (const sessionId of batch) {
          const session = await unit.sessions.find(sessionId);
          if (session !== null) await books.post(unit, session, bySystem);
        }
      });
      count += batch.length;
      after = batch.at(-1) ?? after;
    }
    if (count > 0) log.info('sessions the books lacked were put into them', { count });
  }

  return {
    done,
    stop() {
      isStopped = true;
      return done;
    },
  };
}
