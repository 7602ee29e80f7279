import type { SeriesPoint, SessionDetailsView, SessionView } from '../../contract/views.ts';
import type { SessionMoney } from '../domain/books/session-money.ts';
import type { RunningBills } from '../domain/books/running-bills.ts';
import type { Reading, SessionRecord } from '../store/store.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';

/** What views need beside the records. */
export interface Naming {
  stationName(stationId: string): string;
  labelOf(idToken: string | null): string | null;
  customerName(customerId: string | null): string | null;
  customerGroupName(groupId: string | null): string | null;
  /** ISO 4217. */
  currency(): string;
  /** What a running session costs so far. */
  readonly billOf: RunningBills['billOf'];
}

export function sessionView(session: SessionRecord, naming: Naming, money: SessionMoney): SessionView {
  return {
    sessionId: session.sessionId,
    stationId: session.stationId,
    stationName: naming.stationName(session.stationId),
    evseId: session.evseId,
    transactionId: session.transactionId,
    idToken: session.idToken,
    idTokenLabel: naming.labelOf(session.idToken),
    authorization: session.authorization,
    startedAt: isoTime(session.startedAt),
    stoppedAt: isoTimeOrNull(session.stoppedAt),
    meterStartWh: session.meterStartWh,
    meterStopWh: session.meterStopWh,
    energyWh: session.energyWh,
    energySource: session.energySource,
    stopReason: session.stopReason,
    verdict: session.verdict,
    flags: session.flags,
    ...money,
  };
}

export function sessionDetailsView(session: SessionRecord, naming: Naming, money: SessionMoney): SessionDetailsView {
  return {
    ...sessionView(session, naming, money),
    startedText: session.startedText,
    startReceivedAt: isoTime(session.startReceivedAt),
    stoppedText: session.stoppedText,
    stopReceivedAt: isoTimeOrNull(session.stopReceivedAt),
    powerW: session.stoppedAt === null ? session.lastPowerW : null,
  };
}

export function seriesPoint(reading: Reading): SeriesPoint {
  return {
    at: isoTime(reading.at),
    energyWh: reading.energyWh,
    powerW: reading.powerW,
    currentMilliamp: [reading.currentMilliampL1, reading.currentMilliampL2, reading.currentMilliampL3],
    voltageMillivolt: [reading.voltageMillivoltL1, reading.voltageMillivoltL2, reading.voltageMillivoltL3],
    stateOfChargePercent: reading.stateOfChargePercent,
  };
}
