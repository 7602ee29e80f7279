import { drawerView } from '../domain/payments/drawer-view.ts';
import type { Drawer } from '../domain/payments/drawer.ts';
import { paymentViews, sessionPayments } from '../domain/payments/payment-views.ts';
import type { Payments } from '../domain/payments/payments.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMsIfGiven } from './iso-time.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

export interface PaymentsApiDeps {
  readonly read: StoreReads;
  readonly naming: Naming;
  readonly payments: Payments;
  readonly drawer: Drawer;
}

export function paymentHandlers(deps: PaymentsApiDeps): AreaHandlers<'payments'> & AreaHandlers<'drawer'> {
  const { read, payments, drawer } = deps;
  return {
    async 'payments.list'({ from, to, method, customerId, drawerId, search, ...page }) {
      const span = { from: epochMsIfGiven(from), to: epochMsIfGiven(to) };
      const query = { ...pageQuery(page), ...span, method, customerId, drawerId, search };
      const { total, rows } = await read.payments.list(query);
      return { total, rows: await paymentViews(read, rows) };
    },
    'payments.ofSession': ({ sessionId }) => sessionPayments(read, sessionId, deps.naming.currency()),
    'payments.add': (input) => payments.add(input),
    'payments.topUp': (input) => payments.topUp(input),
    'payments.refund': (input) => payments.refund(input),
    'payments.setNumbers': (input) => payments.setNumbers(input),
    async 'drawer.current'() {
      const open = await read.drawers.open();
      return open === null ? null : drawerView(read.drawers, open);
    },
    'drawer.open': ({ countedMinor }) => drawer.open(countedMinor),
    'drawer.move': ({ amountMinor, reason }) => drawer.move(amountMinor, reason),
    'drawer.close': ({ countedMinor, note }) => drawer.close(countedMinor, note ?? ''),
    async 'drawer.list'(page) {
      const { total, rows } = await read.drawers.list(pageQuery(page));
      return { total, rows: await Promise.all(rows.map((one) => drawerView(read.drawers, one))) };
    },
  };
}
