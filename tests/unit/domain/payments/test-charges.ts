import type { CdrRecord } from '../../../../electron/service/store/book-records.ts';
import type { Store } from '../../../../electron/service/store/store.ts';
import { charge, noon, stoppedSession } from '../../store/records.ts';

/** A finished session at CP1 that stands in the books with its charge; its id. */
export function chargedSession(store: Store, change: Partial<CdrRecord> = {}): Promise<string> {
  return store.write(async (unit) => {
    const sessionId = await unit.sessions.insert(stoppedSession(noon, 10_000));
    await unit.cdrs.append(charge({ sessionId, ...change }));
    return sessionId;
  });
}
