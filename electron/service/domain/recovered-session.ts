import type { Reading, SessionRecord } from '../store/store.ts';
import { verdictOf } from './energy.ts';
import { withFlags } from './flags.ts';
import type { StationUnit } from './station-unit.ts';

/** Takes up a session that ran before we first heard of it; its energy counts from the first reading we have. */
export async function adoptSession(
  su: StationUnit,
  evseId: number,
  transactionId: string,
  rows: readonly Reading[],
): Promise<SessionRecord> {
  const flags = withFlags([], ['recovered']);
  const session: Omit<SessionRecord, 'sessionId'> = {
    stationId: su.station.stationId,
    evseId,
    transactionId,
    idToken: null,
    authorization: null,
    startedAt: rows[0]?.at ?? su.receivedAt,
    startedText: null,
    startReceivedAt: su.receivedAt,
    stoppedAt: null,
    stoppedText: null,
    stopReceivedAt: null,
    meterStartWh: null,
    meterStopWh: null,
    lastMeterWh: null,
    lastMeterAt: null,
    lastPowerW: null,
    energyWh: null,
    energySource: 'none',
    stopReason: null,
    verdict: verdictOf(flags),
    flags,
  };
  const sessionId = await su.unit.sessions.insert(session);
  const adopted = { ...session, sessionId };
  su.announce({ type: 'sessionStarted', session: adopted });
  return adopted;
}
