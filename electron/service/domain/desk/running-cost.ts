import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { SessionRecord, StoreReads } from '../../store/store.ts';
import { billSession } from '../money/bill-session.ts';
import type { SaleTariffs } from './sale-quote.ts';

/** Beyond that, nobody knows what a session has done since its last reading. */
const mostProjectedMs = 15 * 60_000;
const hourMs = 3_600_000;

export interface CostContext {
  readonly reads: Pick<StoreReads, 'terms' | 'readings'>;
  readonly tariffs: Pick<SaleTariffs, 'find'>;
  readonly timeZone: string;
}

export interface ProjectedUse {
  readonly energyWh: number;
  /** Null where no tariff was in force. */
  readonly costMinor: number | null;
}

/** The energy of a running session at a moment: that of its last reading, and what its power has added since. */
export function projectedEnergyWh(session: SessionRecord, at: EpochMs): number {
  return (session.energyWh ?? 0) + addedWh(session, at);
}

function addedWh({ lastMeterAt, lastPowerW, energyWh, startedAt }: SessionRecord, at: EpochMs): number {
  if (lastMeterAt === null) return 0;
  const elapsedMs = Math.min(Math.max(0, at - lastMeterAt), mostProjectedMs);
  const averageW = lastMeterAt > startedAt ? ((energyWh ?? 0) * hourMs) / (lastMeterAt - startedAt) : 0;
  return Math.round(((lastPowerW ?? averageW) * elapsedMs) / hourMs);
}

/** What a running session will have used and cost at a moment, if it goes on as it did at its last reading. */
export async function projectedUse(context: CostContext, session: SessionRecord, at: EpochMs): Promise<ProjectedUse> {
  const { reads, tariffs, timeZone } = context;
  const energyWh = projectedEnergyWh(session, at);
  const terms = await reads.terms.find(session.sessionId);
  if (terms === null) return { energyWh, costMinor: null };
  const registers = await reads.readings.registers(session.sessionId);
  const last = session.lastMeterWh === null ? [] : [{ at, energyWh: session.lastMeterWh + addedWh(session, at) }];
  if (terms.billing === 'house') return { energyWh, costMinor: 0 };
  const tariff = terms.tariffVersionId === null ? null : (tariffs.find(terms.tariffVersionId)?.body ?? null);
  if (tariff === null) return { energyWh, costMinor: null };
  const start =
    (session.meterStartWh ?? -1) < 0 ? [] : [{ at: session.startedAt, energyWh: session.meterStartWh ?? 0 }];
  const bill = billSession({
    ...{ tariff, currency: terms.currency, timeZone, vatRateBp: null },
    ...{ startedAt: session.startedAt, stoppedAt: at, energyWh },
    registers: [...start, ...registers, ...last],
  });
  return { energyWh, costMinor: bill.grossMinor };
}
