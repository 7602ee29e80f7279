import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { SessionRecord, WriteUnit } from '../../store/store.ts';

/** How long a sold start may wait for the car to be plugged in. */
export const saleStartsWithinMs = 15 * 60_000;
/** A station's clock may be behind ours. */
const clockToleranceMs = 5 * 60_000;

/**
 * Ties a session to the sale it was started for, in the unit of work that writes the session down. A sale that was given up meanwhile is tied to it as
 * well: its session is stopped at once, and what it cost is told.
 */
export async function beginSale(unit: WriteUnit, session: SessionRecord): Promise<void> {
  const { sessionId, stationId, evseId, idToken, startedAt, startReceivedAt } = session;
  if (idToken === null) return;
  const since = Math.min(startedAt, startReceivedAt) - saleStartsWithinMs - clockToleranceMs;
  const sale = await unit.sales.startable({ stationId, evseId, idToken, since });
  if (sale === null || startedAt < sale.createdAt - clockToleranceMs) return;
  const state = sale.state === 'cancelled' ? 'cancelled' : 'charging';
  await unit.sales.update(sale.saleId, { state, failure: null, sessionId, endedAt: null });
}

/** A sale ends with its session, and runs again with it. */
export async function followSaleOf(unit: WriteUnit, sessionId: string, stoppedAt: EpochMs | null): Promise<void> {
  const sale = await unit.sales.ofSession(sessionId);
  if (sale === null || sale.endedAt === stoppedAt) return;
  const running = stoppedAt === null ? 'charging' : 'ended';
  const state = sale.state === 'cancelled' ? 'cancelled' : running;
  await unit.sales.update(sale.saleId, { state, endedAt: stoppedAt });
}
