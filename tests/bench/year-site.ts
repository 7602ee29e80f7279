import type { TariffBody } from '../../electron/contract/tariffs.ts';
import type { BusinessProfile } from '../../electron/contract/business.ts';
import { newStation } from '../../electron/service/domain/admission.ts';
import type { CustomerBilling, CustomerRecord } from '../../electron/service/store/customer-records.ts';
import type { WriteUnit } from '../../electron/service/store/store.ts';

/** The site whose year is made up: 20 stations, half of them AC, and who charges there. */
export const stationIds = Array.from({ length: 20 }, (_, index) => `YEAR-${String(index + 1).padStart(2, '0')}`);
export const isDc = (stationId: string): boolean => stationIds.indexOf(stationId) >= 10;

export interface YearCard {
  readonly idToken: string;
  readonly customerId: string | null;
  readonly billing: CustomerBilling;
}

export interface YearSite {
  readonly cards: readonly YearCard[];
  /** The version of each tariff that is in force. */
  readonly acVersionId: string;
  readonly dcVersionId: string;
  readonly prepaidIds: readonly string[];
}

const customers = 60;
const cardsPerCustomer = 4;
const walkInCards = 160;

export const yearBusiness: BusinessProfile = {
  ...{
    legalName: 'İl Sınağı MMC',
    voen: '1400057421',
    address: 'Bakı, Nizami küç. 1',
    phone: '',
    email: '',
    director: '',
  },
  ...{
    iban: 'AZ21NABZ00000000137010001944',
    bankName: '',
    bankVoen: '',
    bankCode: '',
    correspondentAccount: '',
    swift: '',
  },
  taxRegime: 'vat',
  vatRates: [{ from: '2020-01-01', rateBp: 1800 }],
  series: { receipt: 'Q', refundReceipt: 'R', statement: 'H', invoice: 'F', creditNote: 'K', act: 'A' },
  electricityCosts: [{ from: '2020-01-01', perKwhE4: 1250, fixedPerMonthMinor: 300 }],
  turnoverWarningMinor: null,
};

/** Writes down stations, tariffs, customers and cards, as they were a day before `at`. */
export async function writeSite(unit: WriteUnit, at: number): Promise<YearSite> {
  await unit.settings.set('business', JSON.stringify(yearBusiness));
  for (const stationId of stationIds) {
    await unit.stations.insert({ ...newStation(stationId, at), name: stationId, admission: 'accepted' });
    await unit.evseRatings.put({ stationId, evseId: 1, powerClass: isDc(stationId) ? 'DC' : 'AC', maxPowerW: null });
  }
  const acVersionId = await writeTariff(unit, at, 'AC', tariffBody('AC', 3000, 0));
  const dcVersionId = await writeTariff(unit, at, 'DC', tariffBody('DC', 4500, 5000));
  const cards: YearCard[] = [];
  const prepaidIds: string[] = [];
  for (let index = 0; index < customers; index += 1) {
    const billing = billingOf(index);
    const customerId = await unit.customers.insert(customer(index, billing, at));
    if (billing === 'prepaid') prepaidIds.push(customerId);
    for (let card = 0; card < cardsPerCustomer; card += 1)
      cards.push({ idToken: `C${String(index)}-${String(card)}`, customerId, billing });
  }
  for (let index = 0; index < walkInCards; index += 1)
    cards.push({ idToken: `W${String(index)}`, customerId: null, billing: 'each' });
  for (const card of cards) await writeCard(unit, card, at);
  return { cards, acVersionId, dcVersionId, prepaidIds };
}

async function writeTariff(unit: WriteUnit, at: number, name: string, body: TariffBody): Promise<string> {
  const tariffId = await unit.tariffs.insert({ name, createdAt: at, retiredAt: null });
  return unit.tariffs.insertVersion({
    ...{ tariffId, number: 1, validFrom: at, body: JSON.stringify(body), createdAt: at, operator: '' },
  });
}

function tariffBody(powerClass: 'AC' | 'DC', energyPerKwhE4: number, startFeeE4: number): TariffBody {
  const always = {
    ...{ weekdays: [], fromMinute: null, toMinute: null, season: null, firstDate: null, lastDate: null },
  };
  const price = { label: '', when: always, energyPerKwhE4, chargingPerMinuteE4: 0, idlePerMinuteE4: 0 };
  return {
    ...{ use: 'sale', startFeeE4, elements: [price], idleGraceMinutes: 0, idleCapMinor: null },
    ...{ minimumMinor: null, maximumMinor: null },
    appliesTo: { evses: [], powerClass, groupIds: [], customerIds: [], idTokens: [] },
  };
}

function billingOf(index: number): CustomerBilling {
  if (index < 10) return 'postpaid';
  return index < 25 ? 'prepaid' : 'each';
}

function customer(index: number, billing: CustomerBilling, at: number): Omit<CustomerRecord, 'customerId'> {
  return {
    ...{ kind: index < 10 ? 'company' : 'person', name: `Müştəri ${String(index + 1)}`, voen: '', contractNumber: '' },
    ...{ contact: '', phone: '', email: '', address: '', language: null, groupId: null, billing, budgetWh: null },
    ...{ budgetMinor: null, blockedReason: null, note: '', createdAt: at, removed: false },
  };
}

async function writeCard(unit: WriteUnit, { idToken, customerId }: YearCard, at: number): Promise<void> {
  await unit.idTokens.insert({
    ...{ idToken, label: idToken, status: 'Accepted', expiresAt: null, parentIdToken: null, note: '', createdAt: at },
    ...{ customerId, budgetWh: null, budgetMinor: null, blockedReason: null, replacedBy: null },
  });
}
