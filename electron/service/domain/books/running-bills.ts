import type { Bill } from '../../../contract/bill.ts';
import type { TariffBody } from '../../../contract/tariffs.ts';
import type { TermsRecord } from '../../store/book-records.ts';
import type { RegisterReading, SessionRecord, StoreReads } from '../../store/store.ts';
import type { BusinessBook } from '../business.ts';
import type { Change } from '../changes.ts';
import type { Log } from '../log.ts';
import { vatRateAt } from '../money/vat.ts';
import type { SettingsBook } from '../settings.ts';
import { sessionBill } from './session-bill.ts';
import type { TariffBodies } from './tariff-bodies.ts';

/** What running sessions cost so far. In memory alone: the books learn of a session when it ends. */
export interface RunningBills {
  /** As of its latest reading; null while nothing is known of its energy, and where no tariff is in force. */
  billOf(sessionId: string): Bill | null;
  apply(change: Change): void;
}

export interface RunningBillsDeps {
  readonly read: Pick<StoreReads, 'terms' | 'readings' | 'tariffs'>;
  readonly settings: SettingsBook;
  readonly business: BusinessBook;
  readonly bodies: TariffBodies;
  readonly log: Log;
}

interface RunningBill {
  session: SessionRecord;
  readonly registers: RegisterReading[];
  /** Null until they are read. */
  terms: TermsRecord | null;
  tariff: TariffBody | null;
  /** Null when something changed since it was reckoned. */
  reckoned: { readonly bill: Bill | null } | null;
}

/** Sessions that run already go on from the registers that are kept. */
export async function loadRunningBills(deps: RunningBillsDeps, open: readonly SessionRecord[]): Promise<RunningBills> {
  const running = new Map<string, RunningBill>();

  async function load(session: SessionRecord): Promise<void> {
    const bill: RunningBill = { session, registers: [], terms: null, tariff: null, reckoned: null };
    running.set(session.sessionId, bill);
    try {
      bill.terms = await deps.read.terms.find(session.sessionId);
      bill.tariff = await deps.bodies.find(deps.read, bill.terms?.tariffVersionId ?? null);
      bill.registers.unshift(...(await deps.read.readings.registers(session.sessionId)));
    } catch (fault) {
      deps.log.warn('what a running session costs cannot be told', { sessionId: session.sessionId, fault });
    }
    bill.reckoned = null;
  }

  function measured(session: SessionRecord): void {
    const bill = running.get(session.sessionId);
    if (bill === undefined) return;
    bill.session = session;
    bill.reckoned = null;
    const { lastMeterAt, lastMeterWh } = session;
    if (lastMeterAt !== null && lastMeterWh !== null) bill.registers.push({ at: lastMeterAt, energyWh: lastMeterWh });
  }

  for (const session of open) await load(session);
  return {
    billOf(sessionId) {
      const bill = running.get(sessionId);
      if (bill === undefined) return null;
      bill.reckoned ??= { bill: reckon(deps, bill) };
      return bill.reckoned.bill;
    },
    apply(change) {
      if (change.type === 'reading') measured(change.session);
      if (change.type !== 'session' && change.type !== 'sessionStarted') return;
      if (change.session.stoppedAt === null) void load(change.session);
      else running.delete(change.session.sessionId);
    },
  };
}

function reckon(
  { settings, business }: RunningBillsDeps,
  { session, registers, terms, tariff }: RunningBill,
): Bill | null {
  if (terms === null) return null;
  const { timeZone } = settings.current();
  const stoppedAt = session.lastMeterAt ?? session.startedAt;
  const vatRateBp = vatRateAt(business.current(), stoppedAt, timeZone);
  return sessionBill({ session, stoppedAt, terms, tariff, registers, vatRateBp, timeZone });
}
