import type { TransactionEnd } from '../../../ocpp/central-system.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { SessionRecord } from '../store/store.ts';
import { isClosedByEstimate } from './flags.ts';
import { isSameHolder } from './id-token-groups.ts';
import type { StationUnit } from './station-unit.ts';

/** What a reported stop is about. */
export type StopTarget =
  /** A session that runs, or that we closed by estimate. */
  | { readonly kind: 'running'; readonly session: SessionRecord }
  /** This very stop is recorded already. */
  | { readonly kind: 'repeated'; readonly session: SessionRecord }
  /** The session has another end already. */
  | { readonly kind: 'conflicting'; readonly session: SessionRecord }
  /** No session of this station fits. */
  | { readonly kind: 'orphan' };

const openSessionsLookedAt = 50;
/** A start and its stop may carry times of different precision. */
const timeToleranceMs = 60_000;

/** The session a stop belongs to: by its id, else by what it says. Never one of another station. */
export async function findStopped(su: StationUnit, report: TransactionEnd, stoppedAt: EpochMs): Promise<StopTarget> {
  const { stationId } = su.station;
  const named = isTransactionId(report.transactionId)
    ? await su.unit.sessions.findByTransaction(stationId, report.transactionId)
    : null;
  if (named !== null && (named.stoppedAt === null || isClosedByEstimate(named))) {
    return { kind: 'running', session: named };
  }
  if (named !== null && isSameStop(named, report)) return { kind: 'repeated', session: named };
  const repeated = await findRepeated(su, report);
  if (repeated !== null) return { kind: 'repeated', session: repeated };
  const fitting = await findFitting(su, report, stoppedAt);
  if (fitting !== null) return { kind: 'running', session: fitting };
  return named === null ? { kind: 'orphan' } : { kind: 'conflicting', session: named };
}

/** Stations send 0 and -1 for transactions whose number they never learnt. */
export function isTransactionId(transactionId: string): boolean {
  return transactionId !== '' && !/^(-\d+|0)$/.test(transactionId);
}

function isSameStop(session: SessionRecord, report: TransactionEnd): boolean {
  return session.stoppedText === report.time.text && session.meterStopWh === report.meterStopWh;
}

async function findRepeated(su: StationUnit, report: TransactionEnd): Promise<SessionRecord | null> {
  const { text } = report.time;
  if (text === null) return null;
  const key = { stationId: su.station.stationId, stoppedText: text, meterStopWh: report.meterStopWh };
  return su.unit.sessions.findByStop(key);
}

/** The one open session of this station that the stop can be meant for; null when none or several fit. */
async function findFitting(su: StationUnit, report: TransactionEnd, stoppedAt: EpochMs): Promise<SessionRecord | null> {
  const { stationId } = su.station;
  const open = await su.unit.sessions.list({ stationId, open: true, limit: openSessionsLookedAt, offset: 0 });
  const fitting: SessionRecord[] = [];
  for (const session of open.rows) if (await fits(su, session, report, stoppedAt)) fitting.push(session);
  const [only, ...others] = fitting;
  return only !== undefined && others.length === 0 ? only : null;
}

async function fits(
  su: StationUnit,
  session: SessionRecord,
  report: TransactionEnd,
  stoppedAt: EpochMs,
): Promise<boolean> {
  if (stoppedAt < session.startedAt - timeToleranceMs) return false;
  const registerWh = session.lastMeterWh ?? session.meterStartWh;
  if (report.meterStopWh !== null && registerWh !== null && report.meterStopWh < registerWh) return false;
  if (report.idToken !== null) {
    return session.idToken !== null && isSameHolder(su.unit.idTokens, session.idToken, report.idToken);
  }
  // A number we never gave may be that of a session we know nothing of; only a stop without any number may take the one that runs.
  return !isTransactionId(report.transactionId);
}
