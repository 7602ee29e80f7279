import type { SessionRecord } from '../store/store.ts';
import { verdictOf } from './flags.ts';

/** What is known of a session when it is first written down. */
type Beginning = Pick<
  SessionRecord,
  | 'stationId'
  | 'evseId'
  | 'transactionId'
  | 'idToken'
  | 'authorization'
  | 'startedAt'
  | 'startedText'
  | 'startReceivedAt'
  | 'meterStartWh'
  | 'flags'
>;

/** A session that runs and has no readings yet. */
export function runningSession(beginning: Beginning): Omit<SessionRecord, 'sessionId'> {
  return {
    ...beginning,
    stoppedAt: null,
    stoppedText: null,
    stopReceivedAt: null,
    meterStopWh: null,
    lastMeterWh: null,
    lastMeterAt: null,
    lastPowerW: null,
    energyWh: null,
    energySource: 'none',
    stopReason: null,
    verdict: verdictOf(beginning.flags),
  };
}
