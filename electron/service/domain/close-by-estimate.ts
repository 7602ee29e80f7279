import type { EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { SessionRecord, Store, WriteUnit } from '../store/store.ts';
import type { SessionBooks } from './books/session-books.ts';
import type { Announce, Change } from './changes.ts';
import { endSession } from './session-end.ts';

/** Why we close a session though its station reported no stop. A stop that comes later still replaces the estimate. */
export type EstimateReason = 'closedByHand' | 'noStop';

export interface ClosingUnit {
  readonly unit: WriteUnit;
  readonly books: SessionBooks;
  readonly announce: Announce;
}

/** Ends a session without a stop: its energy is that of its last reading. */
export async function closeByEstimate(
  { unit, books, announce }: ClosingUnit,
  session: SessionRecord,
  stoppedAt: EpochMs,
  reason: EstimateReason,
): Promise<SessionRecord> {
  const changes: Change[] = [];
  const eu = { unit, books, announce: (change: Change) => void changes.push(change) };
  const closed = await endSession(eu, session, {
    stoppedAt,
    stoppedText: null,
    stopReceivedAt: null,
    meterStopWh: null,
    stopReason: null,
    flags: [reason],
  });
  unit.afterCommit(() => {
    changes.forEach(announce);
  });
  return closed;
}

export interface ClosingDeps {
  readonly store: Store;
  readonly books: SessionBooks;
  readonly announce: Announce;
}

/** Closes a session on a person's word. Throws `notFound`, and `conflict` for one that has ended. */
export function closeByHand(
  { store, books, announce }: ClosingDeps,
  sessionId: string,
  now: EpochMs,
): Promise<SessionRecord> {
  return store.write(async (unit) => {
    const session = await unit.sessions.find(sessionId);
    if (session === null) throw new AppError('notFound', { what: 'session', id: sessionId });
    if (session.stoppedAt !== null) throw new AppError('conflict', { reason: 'sessionEnded' });
    return closeByEstimate({ unit, books, announce }, session, session.lastMeterAt ?? now, 'closedByHand');
  });
}
