import { byLateReadings } from './books/session-books.ts';
import { type RegisterAt, nextRegister } from './energy.ts';
import { toldEndFlags } from './flags.ts';
import { endSession, postSession } from './session-end.ts';
import type { StationUnit } from './station-unit.ts';
import type { Reading, SessionRecord } from '../store/store.ts';

/**
 * Readings from within a session that come after its stop count as if they had come in time: the same messages make the same bill in whatever order they
 * arrive. Figures a person put right stay.
 */
export async function reviseEnd(su: StationUnit, session: SessionRecord, rows: readonly Reading[]): Promise<void> {
  const { stoppedAt, lastMeterWh, lastMeterAt } = session;
  if (stoppedAt === null) return;
  const inTime = rows.filter(({ at }) => at <= stoppedAt).flatMap(registerOf);
  if (inTime.length === 0) return;
  if (session.flags.includes('repaired')) {
    await postSession(su, session, byLateReadings);
    return;
  }
  const known = lastMeterWh === null || lastMeterAt === null ? null : { energyWh: lastMeterWh, at: lastMeterAt };
  const latest = inTime.reduce<RegisterAt | null>(nextRegister, known);
  const change = { lastMeterWh: latest?.energyWh ?? null, lastMeterAt: latest?.at ?? null };
  await su.unit.sessions.update(session.sessionId, change);
  const { stoppedText, stopReceivedAt, meterStopWh, stopReason } = session;
  const end = { stoppedAt, stoppedText, stopReceivedAt, meterStopWh, stopReason, flags: toldEndFlags(session.flags) };
  await endSession(su, { ...session, ...change }, end, byLateReadings);
}

function registerOf({ at, energyWh }: Reading): readonly RegisterAt[] {
  return energyWh === null ? [] : [{ at, energyWh }];
}
