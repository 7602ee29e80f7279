import { defaultBusiness } from '../../../electron/service/domain/business.ts';
import type { BusinessProfile } from '../../../electron/contract/business.ts';
import { zonedParts } from '../../../electron/contract/format/zone.ts';
import type { ReportDeps } from '../../../electron/service/reports/produce-report.ts';
import type { CdrRecord, LedgerLink, Posting } from '../../../electron/service/store/book-records.ts';
import type { CustomerRecord } from '../../../electron/service/store/customer-records.ts';
import type { PaymentRecord } from '../../../electron/service/store/payment-records.ts';
import type { EvseRecord, SessionRecord, Store, WriteUnit } from '../../../electron/service/store/store.ts';
import { price, tariff } from '../money/test-tariff.ts';
import { hour, idToken, minute, station, stoppedSession } from '../store/records.ts';
import { openTestStore } from '../store/test-store.ts';

export const timeZone = 'Asia/Baku';
export const july = { from: Date.UTC(2026, 5, 30, 20), to: Date.UTC(2026, 6, 31, 20) };
export const august = { from: july.to, to: Date.UTC(2026, 7, 31, 20) };
const dayMs = 24 * hour;

export const vatPayer: BusinessProfile = {
  ...defaultBusiness,
  legalName: 'Şəbəkə "Gücü" MMC',
  voen: '1506566211',
  taxRegime: 'vat',
  electricityCosts: [
    { from: '2025-01-02', perKwhE4: 1250, fixedPerMonthMinor: 300 },
    { from: '2026-07-16', perKwhE4: 1301, fixedPerMonthMinor: 300 },
  ],
};

export type NewCdr = Omit<CdrRecord, 'cdrId' | keyof LedgerLink>;

const flatTariff = tariff({ elements: [price({ energyPerKwhE4: 3000 })] });

/** The books around July 2026: corrections, refunds, companies, and what people and chargers write to break a spreadsheet. */
export async function smallMonth(business: BusinessProfile = vatPayer): Promise<{ store: Store; deps: ReportDeps }> {
  const store = await openTestStore();
  await store.write(writeSmallMonth);
  return { store, deps: depsOf(store, business) };
}

export function depsOf(store: Store, business: BusinessProfile = vatPayer): ReportDeps {
  return {
    read: store.read,
    business: () => business,
    site: () => ({ timeZone, currency: 'AZN', now: Date.UTC(2026, 7, 15, 8) }),
    printPdf: (html) => Promise.resolve(new TextEncoder().encode(html)),
  };
}

async function writeSmallMonth(unit: WriteUnit): Promise<void> {
  await unit.stations.insert(station('HALL-1', { name: 'Həyət; "sol"' }));
  await unit.stations.insert(station('001', { name: '=cmd|calc' }));
  await unit.stations.upsertEvse('HALL-1', evse(1));
  await unit.stations.upsertEvse('001', evse(1));
  const company = await unit.customers.insert(customer('Kəpəz & Oğulları MMC', '1300615891'));
  const person = await unit.customers.insert(customer('+994 Əli 🔌 <b>', ''));
  await unit.idTokens.insert({ ...idToken('0012345678', { label: '=HYPERLINK("http://x")' }), customerId: company });
  await unit.idTokens.insert({ ...idToken('04E21234', { label: "O'ğuz\r\n₼" }), customerId: person });
  await unit.idTokens.insert(idToken('12345678901234567890', { label: '-5' }));
  const tariffId = await unit.tariffs.insert({ name: 'Gündüz 0,30 ₼', createdAt: july.from, retiredAt: null });
  const tariffVersionId = await unit.tariffs.insertVersion({
    ...{ tariffId, number: 1, validFrom: 0, body: JSON.stringify(flatTariff), createdAt: 0, operator: '' },
  });
  const cards = ['0012345678', '04E21234', '12345678901234567890'];
  const customers = [company, person, null];
  const [counted = null, running = null] = await writeDrawers(unit);
  const drawers: Readonly<Record<number, string | null>> = { 0: counted, 3: running };
  for (let index = 0; index < 24; index += 1) {
    const stoppedAt = july.from + index * 1.25 * dayMs + 9 * hour + index * 37 * minute;
    const card = index % 3;
    const change = { idToken: cards[card] ?? null, customerId: customers[card] ?? null, tariffVersionId };
    const posted = await post(unit, stoppedAt, 7000 + index * 1234, {
      ...change,
      stationId: index % 4 === 3 ? '001' : 'HALL-1',
    });
    const method = (['cash', 'terminal', 'qr'] as const)[card] ?? 'cash';
    if (index % 6 === 5) continue;
    const paid = index % 8 === 7 ? 100 : (posted.grossMinor ?? 0);
    await unit.payments.append({
      ...payment(posted, method, paid),
      sessionId: posted.sessionId,
      fiscalNumber: `00${index}`,
      drawerId: drawers[index] ?? null,
    });
    if (index === 8) {
      await unit.payments.append({
        ...payment(posted, method, -150),
        ...{ kind: 'refund', sessionId: posted.sessionId, reverses: '1' },
      });
    }
    if (index === 10) await replace(unit, posted, { energyWh: 5000 });
  }
  const unknown = { energyWh: null, energySource: 'none', ...noAmounts } as const;
  await post(unit, july.from + 3 * dayMs, 0, { ...unknown, idToken: null, customerId: null, tariffVersionId: null });
  await unit.payments.append({ ...payment(postingOf(july.from + dayMs), 'bankTransfer', 50_000), customerId: company });
  // June was closed when this one came, so it counts in July; and one of July is put right in August.
  await post(unit, july.from - 2 * dayMs, 9000, { ...postingOf(july.from), idToken: '04E21234', customerId: person });
  const [sixth] = await unit.cdrs.ofSession('6');
  if (sixth !== undefined) {
    await unit.cdrs.append({ ...creditOf(sixth), ...postingOf(august.from + dayMs) });
    await unit.cdrs.append({ ...sixth, ...amountsOf(4000), ...postingOf(august.from + dayMs), reason: 'repair' });
  }
}

/** A drawer that was counted and found short, and one that is open still. */
async function writeDrawers(unit: WriteUnit): Promise<readonly string[]> {
  const open = { currency: 'AZN', closedAt: null, closedBy: null, countedMinor: null, expectedMinor: null, note: '' };
  const counted = await unit.drawers.insert({
    ...{ ...open, openedAt: july.from + 8 * hour, openedBy: '@Aygün', openingMinor: 5000 },
  });
  await unit.drawers.move({
    ...{ drawerId: counted, at: july.from + 12 * hour, amountMinor: -1000, reason: 'bank', operator: 'Aygün' },
  });
  await unit.drawers.close(counted, {
    ...{ closedAt: july.from + 20 * hour, closedBy: 'Əli', countedMinor: 4200, expectedMinor: 4210 },
    note: '=1+1; "10 qəpik"',
  });
  const running = { ...open, openedAt: july.from + 4 * dayMs, openedBy: 'Əli', openingMinor: 4200 };
  return [counted, await unit.drawers.insert(running)];
}

/** A session that stopped then and what it was billed. */
export async function post(
  unit: WriteUnit,
  stoppedAt: number,
  energyWh: number,
  change: Partial<NewCdr> = {},
  session: Partial<SessionRecord> = {},
): Promise<CdrRecord> {
  const { stationId = 'HALL-1', idToken: token = '0012345678' } = change;
  const record = stoppedSession(stoppedAt, energyWh, { stationId, idToken: token, flags: ['lateArrival'], ...session });
  const sessionId = await unit.sessions.insert(record);
  return unit.cdrs.append({ ...charge(sessionId, stoppedAt, energyWh), ...change });
}

export async function replace(unit: WriteUnit, old: CdrRecord, change: { readonly energyWh: number }): Promise<void> {
  await unit.cdrs.append(creditOf(old));
  await unit.cdrs.append({ ...old, ...amountsOf(change.energyWh), reason: 'repair' });
}

export function postingOf(at: number): Posting {
  const { year, month, day } = zonedParts(at, timeZone);
  const period = year * 100 + month;
  return { recordedAt: at, postedAt: at, period, localDay: period * 100 + day };
}

function charge(sessionId: string, stoppedAt: number, energyWh: number): NewCdr {
  return {
    ...postingOf(stoppedAt),
    ...{
      kind: 'charge',
      sessionId,
      reverses: null,
      reason: 'session',
      localHour: zonedParts(stoppedAt, timeZone).hour,
    },
    ...{ timeZone, stationId: 'HALL-1', evseId: 1, idToken: '0012345678', customerId: null, billing: 'each' },
    ...{ tariffVersionId: null, startedAt: stoppedAt - hour, stoppedAt, chargingSeconds: 3000, idleSeconds: 600 },
    ...{ meterStartWh: 1_000_000, meterStopWh: 1_000_000 + energyWh, energySource: 'register', currency: 'AZN' },
    ...{ operator: '@Aygün', ...amountsOf(energyWh) },
  };
}

export function amountsOf(energyWh: number) {
  const energyMinor = Math.round((energyWh * 3) / 100);
  const vatMinor = Math.round((energyMinor * 18) / 118);
  return {
    ...{
      energyWh,
      startMinor: 0,
      energyMinor,
      timeMinor: 0,
      idleMinor: 0,
      adjustmentMinor: 0,
      grossMinor: energyMinor,
    },
    ...{ vatRateBp: 1800, vatMinor, netMinor: energyMinor - vatMinor, lines: '[]' },
  };
}

const noAmounts = {
  ...{ startMinor: null, energyMinor: null, timeMinor: null, idleMinor: null, adjustmentMinor: null },
  ...{ grossMinor: null, vatMinor: null, netMinor: null },
};

const negated = (value: number | null): number | null => (value === null ? null : 0 - value);

export function creditOf(old: CdrRecord): NewCdr {
  return {
    ...old,
    ...{ kind: 'credit', reverses: old.cdrId, reason: 'repair', energyWh: negated(old.energyWh) },
    ...{ energyMinor: negated(old.energyMinor), grossMinor: negated(old.grossMinor) },
    ...{ vatMinor: negated(old.vatMinor), netMinor: negated(old.netMinor) },
    ...{ chargingSeconds: 0 - old.chargingSeconds, idleSeconds: 0 - old.idleSeconds },
  };
}

export function payment(
  { recordedAt, postedAt, period, localDay }: Posting,
  method: PaymentRecord['method'],
  amountMinor: number,
): Omit<PaymentRecord, 'paymentId' | keyof LedgerLink> {
  return {
    ...{ recordedAt, postedAt, period, localDay, kind: 'payment', method, amountMinor, currency: 'AZN' },
    ...{ sessionId: null, customerId: null, saleId: null, reverses: null, drawerId: null, reference: '', note: '' },
    ...{ operator: 'Aygün', fiscalNumber: '', eInvoiceNumber: '' },
  };
}

function customer(name: string, voen: string): Omit<CustomerRecord, 'customerId'> {
  return {
    ...{ kind: 'company', name, voen, contractNumber: '', contact: '', phone: '', email: '', address: '' },
    ...{ language: null, groupId: null, billing: 'each', budgetWh: null, budgetMinor: null, blockedReason: null },
    ...{ note: '', createdAt: july.from, removed: false },
  };
}

function evse(evseId: number): EvseRecord {
  return {
    ...{ evseId, status: 'Available', errorCode: null, info: null, vendorErrorCode: null, statusAt: july.from },
  };
}
