import { demoStations } from '../../ocpp/simulator/demo-site.ts';
import type { EpochMs } from '../../ocpp/model/time.ts';
import type { BusinessProfile } from '../contract/business.ts';
import type { PriceElement, TariffBody } from '../contract/tariffs.ts';
import { defaultBusiness } from './domain/business.ts';
import { postingAt } from './domain/books/posting-date.ts';
import type { CustomerRecord } from './store/customer-records.ts';
import type { WriteUnit } from './store/store.ts';

const timeZone = 'Asia/Baku';
const currency = 'AZN';
const operators = ['Günel Abbasova', 'Kamran Səfərov'];

const business: BusinessProfile = {
  ...defaultBusiness,
  ...{ legalName: 'Xəzər Şarj MMC', voen: '1400057421', director: 'Səbinə Rzayeva', taxRegime: 'vat' },
  ...{ address: 'Bakı şəh., Xətai r-nu, Babək pr. 12', phone: '+994 12 555 01 02', email: 'muhasib@xezersarj.example' },
  ...{ iban: 'AZ21NABZ00000000137010001944', bankName: 'Nümunə Bank ASC', bankVoen: '1300615891' },
  ...{ bankCode: '501004', correspondentAccount: 'AZ03NABZ01350100000000001944', swift: 'NABZAZ2X' },
  electricityCosts: [{ from: '2025-01-02', perKwhE4: 1250, fixedPerMonthMinor: 300 }],
};

interface DemoCustomer {
  readonly customer: Partial<CustomerRecord> & Pick<CustomerRecord, 'kind' | 'name' | 'billing'>;
  readonly group: string | null;
  readonly cards: readonly string[];
  /** Put into the account. */
  readonly toppedUpMinor: number;
}

const customers: readonly DemoCustomer[] = [
  {
    customer: {
      kind: 'company',
      name: 'Xəzər Taksi MMC',
      billing: 'postpaid',
      voen: '1300615891',
      contractNumber: '2026/14',
    },
    ...{ group: 'Taksi', cards: ['9C41E7B2', '5D20A8F3'], toppedUpMinor: 0 },
  },
  {
    customer: {
      kind: 'company',
      name: 'Çevik Kuryer MMC',
      billing: 'postpaid',
      voen: '1401555071',
      contractNumber: '2026/21',
    },
    ...{ group: null, cards: ['E1730C9A'], toppedUpMinor: 0 },
  },
  {
    customer: { kind: 'person', name: 'Aysel Quliyeva', billing: 'prepaid', phone: '+994 50 555 03 04' },
    ...{ group: null, cards: ['0417C3D2A16B80'], toppedUpMinor: 60_000 },
  },
  {
    customer: { kind: 'person', name: 'Elvin Məmmədov', billing: 'each', phone: '+994 55 555 05 06' },
    ...{ group: null, cards: ['04A2B91C5F8280'], toppedUpMinor: 0 },
  },
];

/** Who runs the site, what it charges and whom: written down once. */
export async function seedDemoBooks(unit: WriteUnit, now: EpochMs, since: EpochMs): Promise<void> {
  if ((await unit.operators.list()).length > 0) return;
  for (const name of operators) {
    const operatorId = await unit.operators.insert({ name, retired: false, createdAt: since });
    await unit.settings.set('operatorOnDuty', JSON.stringify(operatorId));
  }
  await unit.settings.set('business', JSON.stringify(business));
  for (const { stationId, make, connectors } of demoStations)
    for (let evseId = 1; evseId <= connectors; evseId += 1) {
      const rating =
        make === 'ac22'
          ? ({ powerClass: 'AC', maxPowerW: 22_000 } as const)
          : ({ powerClass: 'DC', maxPowerW: 60_000 } as const);
      await unit.evseRatings.put({ stationId, evseId, ...rating });
    }
  await seedTariff(unit, since, 'AC', tariff('AC', { day: 3000, night: 2200, start: 0, idle: 500 }));
  await seedTariff(unit, since, 'DC', tariff('DC', { day: 4500, night: 3800, start: 5000, idle: 1000 }));
  for (const one of customers) await seedCustomer(unit, one, now, since);
  const open = { closedAt: null, closedBy: null, countedMinor: null, expectedMinor: null, note: '' };
  await unit.drawers.insert({ ...open, currency, openedAt: now, openedBy: operators[0] ?? '', openingMinor: 10_000 });
}

async function seedTariff(unit: WriteUnit, validFrom: EpochMs, name: string, body: TariffBody): Promise<void> {
  const tariffId = await unit.tariffs.insert({ name, createdAt: validFrom, retiredAt: null });
  const version = { number: 1, validFrom, createdAt: validFrom, operator: operators[0] ?? '' };
  await unit.tariffs.insertVersion({ tariffId, ...version, body: JSON.stringify(body) });
}

interface Prices {
  readonly day: number;
  readonly night: number;
  readonly start: number;
  readonly idle: number;
}

function tariff(powerClass: 'AC' | 'DC', { day, night, start, idle }: Prices): TariffBody {
  const anyDay = { weekdays: [], season: null, firstDate: null, lastDate: null };
  const price = (label: string, energyPerKwhE4: number, from: number | null, to: number | null): PriceElement => ({
    ...{ label, energyPerKwhE4, chargingPerMinuteE4: 0, idlePerMinuteE4: idle },
    when: { ...anyDay, fromMinute: from, toMinute: to },
  });
  return {
    ...{ use: 'sale', startFeeE4: start, idleGraceMinutes: 15, idleCapMinor: 1000 },
    ...{ minimumMinor: null, maximumMinor: null },
    elements: [price('Gecə', night, 23 * 60, 7 * 60), price('', day, null, null)],
    appliesTo: { evses: [], powerClass, groupIds: [], customerIds: [], idTokens: [] },
  };
}

async function seedCustomer(unit: WriteUnit, one: DemoCustomer, now: EpochMs, since: EpochMs): Promise<void> {
  const groupId = one.group === null ? null : await unit.customers.insertGroup(one.group);
  const customerId = await unit.customers.insert({
    ...{ voen: '', contractNumber: '', contact: '', phone: '', email: '', address: '', language: null },
    ...{ budgetWh: null, budgetMinor: null, blockedReason: null, note: '', createdAt: since, removed: false },
    ...one.customer,
    groupId,
  });
  for (const idToken of one.cards) await unit.idTokens.update(idToken, { customerId });
  if (one.toppedUpMinor === 0) return;
  await unit.payments.append({
    ...(await postingAt(unit, since, now, timeZone)),
    ...{ kind: 'payment', method: 'bankTransfer', amountMinor: one.toppedUpMinor, currency, customerId },
    ...{ sessionId: null, saleId: null, reverses: null, drawerId: null, reference: 'T-204417', note: '' },
    ...{ operator: operators[0] ?? '', fiscalNumber: '', eInvoiceNumber: '' },
  });
}
