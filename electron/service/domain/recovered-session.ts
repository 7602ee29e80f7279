import type { Reading, SessionRecord } from '../store/store.ts';
import { vendingFlags } from './authorization.ts';
import { withFlags } from './flags.ts';
import { runningSession } from './running-session.ts';
import { beginSession } from './session-begin.ts';
import type { StationUnit } from './station-unit.ts';

/** Takes up a session that ran before we first heard of it; its energy counts from the first reading we have. */
export async function adoptSession(
  su: StationUnit,
  evseId: number,
  transactionId: string,
  rows: readonly Reading[],
): Promise<SessionRecord> {
  const beginning = runningSession({
    stationId: su.station.stationId,
    evseId,
    transactionId,
    idToken: null,
    authorization: null,
    startedAt: rows[0]?.at ?? su.receivedAt,
    startedText: null,
    startReceivedAt: su.receivedAt,
    meterStartWh: null,
    flags: withFlags(vendingFlags(su, evseId), ['recovered']),
  });
  const adopted = await beginSession(su, beginning);
  su.announce({ type: 'sessionStarted', session: adopted });
  return adopted;
}
