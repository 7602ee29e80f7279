import type { SessionReads, SessionRecord } from './store.ts';

const maxKnownSessions = 10_000;

/**
 * Running sessions as the writer knows them, what is not committed yet included: every reading of a car asks for its session, and a question
 * to the database costs more than all else that is done with a reading.
 */
export class RunningSessions {
  readonly #byId = new Map<string, SessionRecord>();
  /** By the identity and transaction they were asked for with. */
  readonly #idByTransaction = new Map<string, string>();

  find(sessionId: string): SessionRecord | null {
    return this.#byId.get(sessionId) ?? null;
  }

  findByTransaction(stationId: string, transactionId: string): SessionRecord | null {
    const sessionId = this.#idByTransaction.get(transactionKey(stationId, transactionId));
    return sessionId === undefined ? null : this.find(sessionId);
  }

  /** Takes a session in, or its newer state. */
  keep(session: SessionRecord): void {
    if (session.stoppedAt !== null) return;
    if (this.#byId.size >= maxKnownSessions) this.forgetAll();
    this.#byId.set(session.sessionId, session);
  }

  keepByTransaction(stationId: string, transactionId: string, session: SessionRecord): void {
    if (session.stoppedAt !== null) return;
    this.keep(session);
    this.#idByTransaction.set(transactionKey(stationId, transactionId), session.sessionId);
  }

  /** To be called when a session was added or changed in more than its progress, and when writes were undone. */
  forgetAll(): void {
    this.#byId.clear();
    this.#idByTransaction.clear();
  }
}

const transactionKey = (stationId: string, transactionId: string): string => `${stationId}\n${transactionId}`;

/** The reads of one unit of work, spared where the answer is known. */
export function sparedReads(reads: SessionReads, running: RunningSessions): SessionReads {
  return {
    ...reads,
    async find(sessionId) {
      const known = running.find(sessionId);
      if (known !== null) return known;
      const found = await reads.find(sessionId);
      if (found !== null) running.keep(found);
      return found;
    },
    async findByTransaction(stationId, transactionId) {
      const known = running.findByTransaction(stationId, transactionId);
      if (known !== null) return known;
      const found = await reads.findByTransaction(stationId, transactionId);
      if (found !== null) running.keepByTransaction(stationId, transactionId, found);
      return found;
    },
  };
}
