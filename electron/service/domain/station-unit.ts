import type { StationHabit } from '../../../ocpp/model/habit.ts';
import type { EpochMs, StationTime } from '../../../ocpp/model/time.ts';
import type { Settings } from '../../contract/views.ts';
import type { StationRecord, WriteUnit } from '../store/store.ts';
import type { RunningCost } from './allowance.ts';
import type { SessionBooks } from './books/session-books.ts';
import type { Announce } from './changes.ts';
import type { RegisterMemory } from './register-memory.ts';
import type { CorrectedTime } from './station-time.ts';

/** What a rule works with while it answers one message: one station, one unit of work. */
export interface StationUnit {
  readonly unit: WriteUnit;
  /** As it was before this message. */
  readonly station: StationRecord;
  readonly receivedAt: EpochMs;
  readonly settings: Settings;
  readonly books: SessionBooks;
  /** The moment a time of this station most likely means. */
  correct(time: StationTime): CorrectedTime;
  isOnline(stationId: string): boolean;
  /** When we last heard of an EVSE's status; null when not since the service started. */
  statusReceivedAt(evseId: number): EpochMs | null;
  readonly registers: RegisterMemory;
  readonly runningCost: RunningCost;
  /** The frames of this message belong to that session. */
  belongsTo(sessionId: string): void;
  /** Tells the change once it is on disk. */
  readonly announce: Announce;
  /** Issues a certificate to the station, or refuses. */
  signCertificate(csr: string): Promise<'Accepted' | 'Rejected'>;
  /** Counts a way in which the station departs from the specification. */
  noticed(habit: StationHabit, sample?: string): void;
  /** Notes something odd in the log, at most once a day for each subject. */
  warn(subject: string, message: string): void;
}
