import type { SaleView } from '../../../contract/desk.ts';
import type { PaymentRecord, SaleRecord } from '../../store/payment-records.ts';
import type { StoreReads } from '../../store/store.ts';
import { isoTime, isoTimeOrNull } from '../iso-time.ts';
import { dueOf } from '../payments/payment-views.ts';
import type { ProjectedUse } from './running-cost.ts';

/** What is known of a sale beside its record. */
export interface SaleFacts {
  /** What the customer paid, less what was given back. */
  readonly paidMinor: number;
  readonly costMinor: number | null;
  readonly energyWh: number | null;
  /** What is to be given back; null while that is not known. */
  readonly changeMinor: number | null;
}

type Reads = Pick<StoreReads, 'payments' | 'cdrs' | 'sessions'>;

/** `running` is what the session of a sale that charges has used by now. */
export async function saleFacts(
  reads: Reads,
  sale: SaleRecord,
  running: ProjectedUse | null = null,
): Promise<SaleFacts> {
  const paidMinor = customersMoney(await reads.payments.ofSale(sale.saleId));
  if (sale.endedAt === null)
    return { paidMinor, ...(running ?? { costMinor: null, energyWh: null }), changeMinor: null };
  if (sale.sessionId === null) return { paidMinor, costMinor: 0, energyWh: 0, changeMinor: paidMinor };
  const session = await reads.sessions.find(sale.sessionId);
  const costMinor = await dueOf(reads, sale.sessionId);
  const changeMinor = costMinor === null ? null : Math.max(0, paidMinor - costMinor);
  return { paidMinor, costMinor, energyWh: session?.energyWh ?? null, changeMinor };
}

/** What the house bears is no money of the customer. */
export function customersMoney(payments: readonly PaymentRecord[]): number {
  return payments.filter(({ method }) => method !== 'free').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

export function saleView(sale: SaleRecord, facts: SaleFacts & Pick<SaleView, 'stationName' | 'stopping'>): SaleView {
  const { stationId, evseId, idToken, limitWh, limitMinor, currency, state, failure, sessionId, operator } = sale;
  return {
    ...{ saleId: sale.saleId, stationId, evseId, idToken, limitWh, limitMinor, currency, state, failure, sessionId },
    ...{ createdAt: isoTime(sale.createdAt), endedAt: isoTimeOrNull(sale.endedAt), operator },
    ...facts,
  };
}
