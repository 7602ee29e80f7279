import type { Clock } from '../../../ocpp/model/time.ts';
import type { CustomerAccountView, CustomerDetailsView } from '../../contract/customers.ts';
import type { MonthUse } from '../../contract/id-tokens.ts';
import { AppError } from '../../contract/errors.ts';
import { heldBack, noUse, type RunningCost, usedByCustomer } from '../domain/allowance.ts';
import { monthOf } from '../domain/calendar-month.ts';
import type { CustomerImport } from '../domain/customer-import.ts';
import type { CustomerGroups } from '../domain/customer-groups.ts';
import type { Customers } from '../domain/customers.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { ChargedUse, CustomerRecord } from '../store/customer-records.ts';
import type { StoreReads } from '../store/store.ts';
import { importCustomersFromCsv } from './customer-import.ts';
import { customerView } from './customer-views.ts';
import type { AreaHandlers } from './handlers.ts';
import { idTokenView } from './id-token-views.ts';
import { isoTime } from './iso-time.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

const mostCards = 500;

export interface CustomersApiDeps {
  readonly read: StoreReads;
  readonly clock: Clock;
  readonly naming: Naming;
  readonly settings: SettingsBook;
  readonly customers: Customers;
  readonly customerGroups: CustomerGroups;
  readonly importCustomers: CustomerImport;
  readonly runningCost: RunningCost;
}

export function customerHandlers(deps: CustomersApiDeps): AreaHandlers<'customers'> {
  const { read, naming, customers } = deps;
  return {
    async 'customers.list'({ limit, offset, ...filter }) {
      const { total, rows } = await read.customers.list({ ...filter, ...pageQuery({ limit, offset }) });
      return { total, rows: await accountViews(deps, rows) };
    },
    'customers.get': async ({ customerId }) => {
      const customer = await read.customers.find(customerId);
      if (customer === null) throw new AppError('notFound', { what: 'customer', id: customerId });
      return details(deps, customer);
    },
    'customers.add': async (input) => customerView(await customers.add(input), naming),
    'customers.update': async ({ customerId, ...change }) =>
      customerView(await customers.update(customerId, change), naming),
    'customers.block': async ({ customerId, reason }) =>
      customerView(await customers.block(customerId, reason), naming),
    'customers.unblock': async ({ customerId }) => customerView(await customers.unblock(customerId), naming),
    async 'customers.remove'({ customerId }) {
      await customers.remove(customerId);
      return null;
    },
    'customers.import': ({ csv, dryRun = false }) =>
      importCustomersFromCsv(csv, dryRun, { importLines: deps.importCustomers, settings: deps.settings.current() }),
  };
}

export function customerGroupHandlers({ read, customerGroups }: CustomersApiDeps): AreaHandlers<'customerGroups'> {
  return {
    'customerGroups.list': () => read.customers.groups(),
    'customerGroups.add': ({ name }) => customerGroups.add(name),
    'customerGroups.rename': ({ groupId, name }) => customerGroups.rename(groupId, name),
    async 'customerGroups.remove'({ groupId }) {
      await customerGroups.remove(groupId);
      return null;
    },
  };
}

async function accountViews(
  deps: CustomersApiDeps,
  customers: readonly CustomerRecord[],
): Promise<readonly CustomerAccountView[]> {
  const { read, naming } = deps;
  const ids = customers.map(({ customerId }) => customerId);
  const { from, to } = monthOf(deps.clock.now(), deps.settings.current().timeZone);
  const [cards, use, balances] = await Promise.all([
    read.customers.cardCounts(ids),
    read.customers.useOf(ids, from, to),
    read.payments.balances(ids),
  ]);
  return customers.map((customer) => ({
    ...customerView(customer, naming),
    cards: cards.get(customer.customerId) ?? 0,
    month: monthUse(deps, use.get(customer.customerId) ?? noUse),
    balanceMinor: customer.billing === 'each' ? null : (balances.get(customer.customerId) ?? 0),
  }));
}

async function details(deps: CustomersApiDeps, customer: CustomerRecord): Promise<CustomerDetailsView> {
  const { read, naming, runningCost } = deps;
  const { customerId } = customer;
  const context = { reads: read, at: deps.clock.now(), timeZone: deps.settings.current().timeZone, runningCost };
  const [views, cards, used, held] = await Promise.all([
    accountViews(deps, [customer]),
    read.idTokens.list({ customerId, limit: mostCards, offset: 0 }),
    usedByCustomer(context, customerId),
    heldBack(context, null, customer),
  ]);
  const [account] = views;
  if (account === undefined) throw new AppError('notFound', { what: 'customer', id: customerId });
  return {
    ...account,
    idTokens: cards.rows.map((token) => idTokenView(token, naming)),
    used: monthUse(deps, used),
    heldBack: held,
  };
}

function monthUse({ clock, settings }: CustomersApiDeps, use: ChargedUse): MonthUse {
  const { timeZone, currency } = settings.current();
  return { from: isoTime(monthOf(clock.now(), timeZone).from), currency, ...use };
}
