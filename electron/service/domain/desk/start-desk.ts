import type { SessionRecord } from '../../store/store.ts';
import type { RunningCost } from '../allowance.ts';
import type { Change } from '../changes.ts';
import type { Commands } from '../commands.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log.ts';
import { createDrawer, type Drawer } from '../payments/drawer.ts';
import type { MoneyDeps } from '../payments/money-act.ts';
import { createPayments, type Payments } from '../payments/payments.ts';
import type { Scheduler } from '../scheduler.ts';
import { type AccountLimit, watchAccounts } from './account-watch.ts';
import { createFreshReadings } from './fresh-readings.ts';
import type { SaleTariffs } from './sale-quote.ts';
import { watchSales } from './sale-watch.ts';
import { createSales, type Sales } from './sales.ts';
import { createSessionStopper } from './session-stopper.ts';

export interface DeskDeps extends MoneyDeps {
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly commands: Commands;
  readonly tariffs: SaleTariffs;
  readonly runningCost: RunningCost;
  readonly stoppedAtLimit: (session: SessionRecord, limit: AccountLimit) => void;
  readonly log: Log;
}

/** Where money is taken: payments, the cash drawer and sales, and what stops sessions when money or a budget is used up. */
export interface Desk {
  readonly payments: Payments;
  readonly drawer: Drawer;
  readonly sales: Sales;
  apply(change: Change): void;
  stop(): void;
}

export async function startDesk(deps: DeskDeps): Promise<Desk> {
  const stopper = createSessionStopper(deps);
  const sales = createSales({ ...deps, stopper });
  const watch = await watchSales({ ...deps, sales, stopper, readings: createFreshReadings(deps) });
  const stopAccounts = watchAccounts({ ...deps, stopper });
  return {
    payments: createPayments(deps),
    drawer: createDrawer(deps),
    sales,
    apply(change) {
      if (change.type === 'session' && change.session.stoppedAt !== null) tellSettled(deps, change.session);
      watch.apply(change);
    },
    stop() {
      watch.stop();
      stopAccounts();
    },
  };
}

/** What the posting of a session settled by itself. */
function tellSettled({ announce }: DeskDeps, { sessionId }: SessionRecord): void {
  announce({ type: 'told', told: { event: 'payments.changed', data: { sessionId, customerId: null } } });
}
