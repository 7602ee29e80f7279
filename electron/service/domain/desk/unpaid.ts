import type { UnpaidSessionView } from '../../../contract/desk.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { Page, PageQuery } from '../../store/page-records.ts';
import type { StoreReads } from '../../store/store.ts';
import { isoTime } from '../iso-time.ts';
import { paymentStatus } from '../payments/payment-status.ts';

/** Older debts stand in the reports. */
const lookedBackMs = 60 * 24 * 3_600_000;

export interface UnpaidNaming {
  stationName(stationId: string): string;
  labelOf(idToken: string): string | null;
}

/** Finished sessions with something left to pay, newest first. */
export async function unpaidSessions(
  { payments, cdrs }: Pick<StoreReads, 'payments' | 'cdrs'>,
  naming: UnpaidNaming,
  query: PageQuery,
  now: EpochMs,
): Promise<Page<UnpaidSessionView>> {
  const { total, rows } = await payments.unpaid({ ...query, since: now - lookedBackMs });
  const charges = new Map(
    (await cdrs.standing(rows.map(({ sessionId }) => sessionId))).map((cdr) => [cdr.sessionId, cdr]),
  );
  const views = rows.flatMap(({ sessionId, dueMinor, paidMinor }) => {
    const charge = charges.get(sessionId);
    if (charge === undefined) return [];
    const { stationId, evseId, idToken, energyWh, currency } = charge;
    return [
      {
        ...{ sessionId, stationId, stationName: naming.stationName(stationId), evseId, idToken, energyWh, currency },
        idTokenLabel: idToken === null ? null : naming.labelOf(idToken),
        startedAt: isoTime(charge.startedAt),
        stoppedAt: isoTime(charge.stoppedAt),
        ...{ dueMinor, paidMinor, leftMinor: dueMinor - paidMinor, status: paymentStatus(dueMinor, paidMinor) },
      },
    ];
  });
  return { total, rows: views };
}
