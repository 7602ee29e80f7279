import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { BillLine } from '../../electron/contract/bill.ts';
import { startOfDate, zonedParts } from '../../electron/contract/format/zone.ts';
import type { CdrRecord, LedgerLink, Posting } from '../../electron/service/store/book-records.ts';
import { openStore } from '../../electron/service/store/open-store.ts';
import type { PaymentMethod, PaymentRecord } from '../../electron/service/store/payment-records.ts';
import type { SessionRecord, Store, WriteUnit } from '../../electron/service/store/store.ts';
import { halfUp, type YearSession, yearSessions } from './year-sessions.ts';
import { writeSite, type YearSite } from './year-site.ts';

const timeZone = 'Asia/Baku';
const currency = 'AZN';
const vatRateBp = 1800;
const dayMs = 86_400_000;
const sessionsPerUnit = 500;
const topUpMinor = 200_000;
const readyMethods = ['cash', 'cash', 'terminal', 'qr'] as const satisfies readonly PaymentMethod[];

export interface Year {
  readonly from: number;
  readonly to: number;
  readonly sessions: number;
}

/** The twelve months before the one of `now`. */
export function yearBefore(now: number): Pick<Year, 'from' | 'to'> {
  const { year, month } = zonedParts(now, timeZone);
  return {
    from: startOfDate({ year: year - 1, month, day: 1 }, timeZone),
    to: startOfDate({ year, month, day: 1 }, timeZone),
  };
}

/**
 * Writes a year of a busy site into a data folder, through the store and with true chains of hashes: sessions, what they cost, payments, accounts.
 * One in a hundred was never paid, one in five hundred has no amount, one in five hundred was billed anew.
 */
export async function seedYear(dataFolder: string, sessions: number, now = Date.now()): Promise<Year> {
  const year = { ...yearBefore(now), sessions };
  const store = await openStore({
    dataFolder,
    clock: { now: () => now },
    onEffectFailure: (fault) => {
      throw fault;
    },
  });
  try {
    const site = await store.write((unit) => writeSite(unit, year.from - dayMs));
    await writeSessions(store, site, yearSessions(site, year));
  } finally {
    await store.close();
  }
  return year;
}

async function writeSessions(store: Store, site: YearSite, sessions: readonly YearSession[]): Promise<void> {
  let period = 0;
  for (let index = 0; index < sessions.length; index += sessionsPerUnit) {
    await store.write(async (unit) => {
      for (const session of sessions.slice(index, index + sessionsPerUnit)) {
        const posting = postingAt(session.stoppedAt);
        if (posting.period !== period) await topUp(unit, site, posting);
        period = posting.period;
        await writeSession(unit, site, session, posting);
      }
    });
  }
}

async function topUp(unit: WriteUnit, site: YearSite, posting: Posting): Promise<void> {
  for (const customerId of site.prepaidIds)
    await unit.payments.append({ ...payment(posting, 'bankTransfer', topUpMinor), customerId });
}

async function writeSession(unit: WriteUnit, site: YearSite, session: YearSession, posting: Posting): Promise<void> {
  const { card, stationId } = session;
  const sessionId = await unit.sessions.insert(sessionRecord(session));
  const tariffVersionId = session.startMinor > 0 ? site.dcVersionId : site.acVersionId;
  const terms = { tariffVersionId, customerId: card.customerId, billing: card.billing, currency };
  await unit.terms.put({ sessionId, ...terms });
  const charge = cdr(session, sessionId, tariffVersionId, posting);
  const first = await unit.cdrs.append(charge);
  if (session.luck < 0.002) {
    await unit.cdrs.append(creditOf(first));
    await unit.cdrs.append({ ...charge, reason: 'repair' });
  }
  if (charge.grossMinor === null || session.luck > 0.99) return;
  const method = card.billing === 'each' ? readyMethods[stationId.length % readyMethods.length] : 'account';
  const link = { sessionId, customerId: card.billing === 'each' ? null : card.customerId };
  await unit.payments.append({ ...payment(posting, method ?? 'cash', charge.grossMinor), ...link });
}

function sessionRecord(session: YearSession): Omit<SessionRecord, 'sessionId'> {
  const { stationId, card, startedAt, stoppedAt, meterStartWh, energyWh, luck } = session;
  const meterStopWh = meterStartWh + energyWh;
  const isDoubtful = luck > 0.985 && luck < 0.987;
  return {
    ...{ stationId, evseId: 1, transactionId: String(startedAt), idToken: card.idToken, authorization: 'Accepted' },
    ...{ startedAt, startedText: new Date(startedAt).toISOString(), startReceivedAt: startedAt },
    ...{ stoppedAt, stoppedText: new Date(stoppedAt).toISOString(), stopReceivedAt: stoppedAt },
    ...{ meterStartWh, meterStopWh, lastMeterWh: meterStopWh, lastMeterAt: stoppedAt, lastPowerW: null },
    ...{ energyWh, energySource: 'register', stopReason: 'Local' },
    ...(isDoubtful ? { verdict: 'review', flags: ['conflictingStop'] } : { verdict: 'ok', flags: [] }),
  };
}

type NewCdr = Omit<CdrRecord, 'cdrId' | keyof LedgerLink>;

function cdr(session: YearSession, sessionId: string, tariffVersionId: string, posting: Posting): NewCdr {
  const { stationId, card, startedAt, stoppedAt, meterStartWh, energyWh } = session;
  const seconds = Math.floor((stoppedAt - startedAt) / 1000);
  return {
    ...posting,
    ...{ kind: 'charge', sessionId, reverses: null, reason: 'session' },
    ...{ localHour: zonedParts(stoppedAt, timeZone).hour, timeZone, stationId, evseId: 1, idToken: card.idToken },
    ...{ customerId: card.customerId, billing: card.billing, tariffVersionId, startedAt, stoppedAt },
    ...{ chargingSeconds: seconds, idleSeconds: 0, meterStartWh, meterStopWh: meterStartWh + energyWh },
    ...{ energyWh, energySource: 'register', currency, vatRateBp, operator: '' },
    ...(session.luck > 0.987 && session.luck < 0.989 ? noAmounts : amounts(session)),
  };
}

type Amounts = Pick<
  CdrRecord,
  | 'startMinor'
  | 'energyMinor'
  | 'timeMinor'
  | 'idleMinor'
  | 'adjustmentMinor'
  | 'grossMinor'
  | 'vatMinor'
  | 'netMinor'
  | 'lines'
>;

const noAmounts: Amounts = {
  ...{ startMinor: null, energyMinor: null, timeMinor: null, idleMinor: null, adjustmentMinor: null },
  ...{ grossMinor: null, vatMinor: null, netMinor: null, lines: '[]' },
};

function amounts({ startMinor, energyMinor, startedAt, stoppedAt, energyWh }: YearSession): Amounts {
  const span = { from: new Date(startedAt).toISOString(), to: new Date(stoppedAt).toISOString(), quantity: energyWh };
  const energyPriceE4 = startMinor > 0 ? 4500 : 3000;
  const lines: readonly BillLine[] = [
    ...(startMinor > 0 ? [billLine('start', 1, 5000, startMinor, [])] : []),
    billLine('energy', energyWh, energyPriceE4, energyMinor, [span]),
  ];
  const sum = (of: (line: BillLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  return {
    ...{ startMinor, energyMinor, timeMinor: 0, idleMinor: 0, adjustmentMinor: 0 },
    grossMinor: sum((line) => line.grossMinor),
    vatMinor: sum((line) => line.vatMinor),
    netMinor: sum((line) => line.netMinor),
    lines: JSON.stringify(lines),
  };
}

function billLine(
  kind: BillLine['kind'],
  quantity: number,
  priceE4: number,
  grossMinor: number,
  spans: BillLine['spans'],
): BillLine {
  const vatMinor = halfUp(grossMinor * vatRateBp, 10_000 + vatRateBp);
  return { kind, label: '', quantity, priceE4, spans, grossMinor, vatMinor, netMinor: grossMinor - vatMinor };
}

const negated = (value: number | null): number | null => (value === null ? null : 0 - value);

function creditOf(charge: CdrRecord): NewCdr {
  return {
    ...charge,
    ...{ kind: 'credit', reverses: charge.cdrId, reason: 'repair' },
    ...{ energyWh: negated(charge.energyWh), startMinor: negated(charge.startMinor) },
    ...{ energyMinor: negated(charge.energyMinor), timeMinor: negated(charge.timeMinor) },
    ...{ idleMinor: negated(charge.idleMinor), adjustmentMinor: negated(charge.adjustmentMinor) },
    ...{
      grossMinor: negated(charge.grossMinor),
      vatMinor: negated(charge.vatMinor),
      netMinor: negated(charge.netMinor),
    },
    ...{ chargingSeconds: 0 - charge.chargingSeconds, idleSeconds: 0 - charge.idleSeconds },
  };
}

function payment(
  posting: Posting,
  method: PaymentMethod,
  amountMinor: number,
): Omit<PaymentRecord, 'paymentId' | keyof LedgerLink> {
  return {
    ...{ ...posting, kind: 'payment', method, amountMinor, currency, sessionId: null, customerId: null, saleId: null },
    ...{ reverses: null, drawerId: null, reference: '', note: '', operator: '', fiscalNumber: '', eInvoiceNumber: '' },
  };
}

function postingAt(at: number): Posting {
  const { year, month, day } = zonedParts(at, timeZone);
  const period = year * 100 + month;
  return { recordedAt: at, postedAt: at, period, localDay: period * 100 + day };
}

/** `node tests/bench/year.ts --data DIR [--sessions N]`: to look at, and for whoever else measures. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, sessions: { type: 'string', default: '100000' } },
  });
  if (values.data === undefined) throw new Error('--data DIR is needed');
  const startedAt = performance.now();
  const year = await seedYear(values.data, Number(values.sessions));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(`${JSON.stringify({ ...year, seconds })}\n`);
}
