import type { Clock } from '../../../../ocpp/model/time.ts';
import type { SaleRecord } from '../../store/payment-records.ts';
import type { SessionRecord, Store } from '../../store/store.ts';
import type { Change } from '../changes.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log.ts';
import type { Scheduler } from '../scheduler.ts';
import type { SettingsBook } from '../settings.ts';
import type { FreshReadings } from './fresh-readings.ts';
import { projectedUse } from './running-cost.ts';
import type { SaleTariffs } from './sale-quote.ts';
import { saleStartsWithinMs } from './sale-sessions.ts';
import { customersMoney } from './sale-view.ts';
import type { Sales } from './sales.ts';
import type { SessionStopper } from './session-stopper.ts';

export interface SaleWatchDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly tariffs: SaleTariffs;
  readonly sales: Sales;
  readonly stopper: SessionStopper;
  readonly readings: FreshReadings;
  readonly log: Log;
}

export interface SaleWatch {
  apply(change: Change): void;
  stop(): void;
}

const lookEveryMs = 1000;
/**
 * So long a remote stop takes to be obeyed: it is sent that much before the limit. What is charged beyond is borne by the house, what is not reached is given
 * back: the customer never pays more than was sold.
 */
const stopTakesMs = 3000;

/** Stops sold sessions at their limit, and gives up sales whose session does not begin. All it goes by is on disk: it works on after a restart. */
export async function watchSales(deps: SaleWatchDeps): Promise<SaleWatch> {
  const { store, clock, live, sales, log } = deps;
  let open = new Map<string, SaleRecord>();
  let looking = false;
  let isStale = true;

  async function look(): Promise<void> {
    if (isStale) {
      isStale = false;
      open = new Map((await store.read.sales.open()).map((sale) => [sale.saleId, sale]));
    }
    for (const sale of open.values()) await lookAt(sale);
  }

  async function lookAt(sale: SaleRecord): Promise<void> {
    const session = live.station(sale.stationId)?.sessions.get(sale.sessionId ?? '')?.session;
    if (session !== undefined) await lookAtSession(deps, sale, session);
    else if (sale.sessionId === null && clock.now() - sale.createdAt >= saleStartsWithinMs) {
      await sales.fail(sale.saleId, 'notStarted');
      isStale = true;
    }
  }

  function lookByItself(): void {
    if (looking || (open.size === 0 && !isStale)) return;
    looking = true;
    look()
      .catch((fault: unknown) => {
        isStale = true;
        log.warn('sales could not be looked at', { fault });
      })
      .finally(() => {
        looking = false;
      });
  }

  async function tellOf(session: SessionRecord): Promise<void> {
    const sale = await store.read.sales.ofSession(session.sessionId);
    if (sale !== null) await sales.tell(sale.saleId);
  }

  await failUnsent(deps);
  const cancel = deps.scheduler.every(lookEveryMs, lookByItself);
  return {
    apply(change) {
      if (change.type === 'told' && change.told.event === 'sales.changed') isStale = true;
      if (change.type === 'session' && change.session.stoppedAt !== null) {
        deps.stopper.forget(change.session.sessionId);
        deps.readings.forget(change.session.sessionId);
      }
      if (change.type === 'sessionStarted' || change.type === 'session') {
        isStale = true;
        tellOf(change.session).catch((fault: unknown) => {
          log.warn('a sale could not be told of', { fault });
        });
      } else if (change.type === 'reading') {
        const sale = [...open.values()].find(({ sessionId }) => sessionId === change.session.sessionId);
        if (sale !== undefined) sales.tell(sale.saleId).catch(() => undefined);
        lookByItself();
      }
    },
    stop: cancel,
  };
}

async function lookAtSession(deps: SaleWatchDeps, sale: SaleRecord, session: SessionRecord): Promise<void> {
  if (await isUsedUp(deps, sale, session)) {
    const isNews = !deps.stopper.isStopping(session.sessionId);
    deps.stopper.stop(session);
    if (isNews) await deps.sales.tell(sale.saleId);
  } else deps.readings.ask(session);
}

/** Whether the limit is reached by the time a stop that is sent now is obeyed. */
async function isUsedUp(
  { store, clock, settings, tariffs }: SaleWatchDeps,
  sale: SaleRecord,
  session: SessionRecord,
): Promise<boolean> {
  const { read } = store;
  const paidMinor = customersMoney(await read.payments.ofSale(sale.saleId));
  if (sale.state === 'cancelled' || paidMinor <= 0) return true;
  const { timeZone } = settings.current();
  const { energyWh, costMinor } = await projectedUse(
    { reads: read, tariffs, timeZone },
    session,
    clock.now() + stopTakesMs,
  );
  if (sale.limitWh !== null) return energyWh >= sale.limitWh;
  return costMinor !== null && costMinor >= Math.min(paidMinor, sale.limitMinor ?? paidMinor);
}

/** The service ended between taking the money and asking the station: nothing will begin. */
async function failUnsent({ store, sales }: SaleWatchDeps): Promise<void> {
  for (const { saleId, state, stationId, createdAt } of await store.read.sales.open()) {
    if (state !== 'starting') continue;
    const { rows } = await store.read.commands.list({ stationId, limit: 100, offset: 0 });
    if (!rows.some(({ type, sentAt }) => type === 'remoteStart' && sentAt >= createdAt))
      await sales.fail(saleId, 'notReached');
  }
}
