import type { SessionFlag } from '../../contract/words.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { SessionRecord, WriteUnit } from '../store/store.ts';
import { type BookEntry, byReopening, byStop, type SessionBooks } from './books/session-books.ts';
import type { Change } from './changes.ts';
import { followSaleOf } from './desk/sale-sessions.ts';
import { energyOf, runningEnergyWh } from './energy.ts';
import { refusalFlags, verdictOf, withFlags, withoutEndFlags } from './flags.ts';

/** A station may cut one of the two times to whole seconds, and not the other. */
const wholeSecondMs = 1000;

export interface SessionEnd {
  readonly stoppedAt: EpochMs;
  readonly stoppedText: string | null;
  readonly stopReceivedAt: EpochMs | null;
  readonly meterStopWh: number | null;
  readonly stopReason: string | null;
  readonly flags: readonly SessionFlag[];
}

/** What ending needs of the unit of work it happens in. */
export interface EndingUnit {
  readonly unit: WriteUnit;
  readonly books: SessionBooks;
  announce(change: Change): void;
}

/** Ends a session, or replaces the end it had: energy, flags, verdict and bill are found anew. */
export async function endSession(
  eu: EndingUnit,
  session: SessionRecord,
  end: SessionEnd,
  entry: BookEntry = byStop,
): Promise<SessionRecord> {
  const finding = energyOf({
    meterStartWh: session.meterStartWh,
    meterStopWh: end.meterStopWh,
    firstReadingWh: await firstReadingWh(eu.unit, session),
    lastReadingWh: session.lastMeterWh,
    lastPowerW: session.lastPowerW,
    startedAt: session.startedAt,
    stoppedAt: end.stoppedAt,
  });
  const isReversed = session.startedAt - end.stoppedAt >= wholeSecondMs;
  const reversed: readonly SessionFlag[] = isReversed ? ['timesReversed'] : [];
  const refused = finding.energyWh === 0 ? [] : refusalFlags(session.authorization);
  const flags = withFlags(withoutEndFlags(session.flags), [...end.flags, ...finding.flags, ...reversed, ...refused]);
  const ended = await changeSession(eu, session, {
    stoppedAt: end.stoppedAt,
    stoppedText: end.stoppedText,
    stopReceivedAt: end.stopReceivedAt,
    meterStopWh: end.meterStopWh,
    stopReason: end.stopReason,
    energyWh: finding.energyWh,
    energySource: finding.energySource,
    flags,
    verdict: verdictOf(flags),
  });
  return postSession(eu, ended, entry);
}

/** Takes the end of a session back: it was closed by estimate, and runs. */
export async function reopenSession(eu: EndingUnit, session: SessionRecord): Promise<SessionRecord> {
  const flags = withFlags(withoutEndFlags(session.flags), refusalFlags(session.authorization));
  const reopened = await changeSession(eu, session, {
    stoppedAt: null,
    stoppedText: null,
    stopReceivedAt: null,
    meterStopWh: null,
    stopReason: null,
    energyWh: runningEnergyWh(session.meterStartWh, session.lastMeterWh),
    energySource: 'reading',
    flags,
    verdict: verdictOf(flags),
  });
  return postSession(eu, reopened, byReopening);
}

/** Brings the books to what a session says now. One whose terms cannot be applied is for a person to look at. */
export async function postSession(eu: EndingUnit, session: SessionRecord, entry: BookEntry): Promise<SessionRecord> {
  const outcome = await eu.books.post(eu.unit, session, entry);
  return outcome === 'notBilled' ? flagSession(eu, session, 'notBilled') : session;
}

export async function flagSession(
  eu: Omit<EndingUnit, 'books'>,
  session: SessionRecord,
  flag: SessionFlag,
): Promise<SessionRecord> {
  if (session.flags.includes(flag)) return session;
  const flags = withFlags(session.flags, [flag]);
  return changeSession(eu, session, { flags, verdict: verdictOf(flags) });
}

/** The register a session's energy counts from when the station sent none at the start. */
export async function firstReadingWh(unit: WriteUnit, session: SessionRecord): Promise<number | null> {
  if (session.meterStartWh !== null && session.meterStartWh >= 0) return null;
  const [first] = await unit.readings.series(session.sessionId, 2);
  return first?.energyWh ?? null;
}

/** Writes a change to a session down and announces it. */
export async function changeSession(
  eu: Omit<EndingUnit, 'books'>,
  session: SessionRecord,
  change: Partial<Omit<SessionRecord, 'sessionId'>>,
): Promise<SessionRecord> {
  await eu.unit.sessions.update(session.sessionId, change);
  if (change.stoppedAt !== undefined) await followSaleOf(eu.unit, session.sessionId, change.stoppedAt);
  const changed = { ...session, ...change };
  eu.announce({ type: 'session', session: changed });
  return changed;
}
