import type { Input } from '../../../contract/api.ts';
import type { QuoteView, SaleLimit, SaleView } from '../../../contract/desk.ts';
import { AppError } from '../../../contract/errors.ts';
import type { SaleFailure, SaleRecord } from '../../store/payment-records.ts';
import type { SessionRecord, WriteUnit } from '../../store/store.ts';
import type { Commands } from '../commands.ts';
import { knownStation } from '../known-station.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log.ts';
import { actWithMoney, journal, type MoneyAct, type MoneyDeps } from '../payments/money-act.ts';
import { giveBack } from '../payments/payments.ts';
import { takePayment } from '../payments/take-payment.ts';
import { projectedUse } from './running-cost.ts';
import { quoteSale, type SaleTariffs } from './sale-quote.ts';
import { saleFacts, saleView } from './sale-view.ts';
import type { SessionStopper } from './session-stopper.ts';

export interface SalesDeps extends MoneyDeps {
  readonly live: LiveState;
  readonly commands: Commands;
  readonly tariffs: SaleTariffs;
  readonly stopper: SessionStopper;
  readonly log: Log;
}

/** What is sold at the desk before it is charged. */
export interface Sales {
  quote(input: Input<'desk.quote'>): Promise<QuoteView>;
  /**
   * Takes the money, and starts the charging without waiting for it. Throws `conflict` `stationOffline`, `sessionRunning`, `saleRunning`,
   * `noTariff`, `wrongSum`, `drawerClosed`: then nothing is sold.
   */
  sell(input: Input<'desk.sell'>): Promise<SaleView>;
  /** Throws `conflict` `saleEnded`. */
  cancel(saleId: string): Promise<SaleView>;
  /** Throws `conflict` `nothingToGiveBack`, `drawerClosed`. */
  giveBack(input: Input<'desk.giveBack'>): Promise<SaleView>;
  list(): Promise<readonly SaleView[]>;
  view(sale: SaleRecord): Promise<SaleView>;
  /** Tells consoles how a sale stands now. */
  tell(saleId: string): Promise<void>;
  /** Ends a sale whose session did not begin. One that has begun meanwhile stays. */
  fail(saleId: string, failure: SaleFailure): Promise<void>;
}

const salesLookedAt = 100;
const shownForMs = 24 * 3_600_000;

export function createSales(deps: SalesDeps): Sales {
  const { store, clock, live, commands, stopper } = deps;
  const { read } = store;

  const sessionOf = (sale: SaleRecord): SessionRecord | null =>
    live.station(sale.stationId)?.sessions.get(sale.sessionId ?? '')?.session ?? null;

  async function view(sale: SaleRecord): Promise<SaleView> {
    const session = sessionOf(sale);
    const { timeZone } = deps.settings.current();
    const running =
      session === null
        ? null
        : await projectedUse({ reads: read, tariffs: deps.tariffs, timeZone }, session, clock.now());
    return saleView(sale, {
      ...(await saleFacts(read, sale, running)),
      stationName: live.station(sale.stationId)?.record.name || sale.stationId,
      stopping: session !== null && stopper.isStopping(session.sessionId),
    });
  }

  async function viewOf(saleId: string): Promise<SaleView> {
    const sale = await read.sales.find(saleId);
    if (sale === null) throw new AppError('notFound', { what: 'sale', id: saleId });
    return view(sale);
  }

  /** Its reads are those of the disk, so only what is committed is told. */
  async function told(saleId: string): Promise<SaleView> {
    const data = await viewOf(saleId);
    deps.announce({ type: 'told', told: { event: 'sales.changed', data } });
    return data;
  }

  async function fail(saleId: string, failure: SaleFailure): Promise<void> {
    await store.write(async (unit) => {
      const sale = await unit.sales.find(saleId);
      if (sale?.state !== 'starting') return;
      await unit.sales.update(saleId, { state: 'failed', failure, endedAt: clock.now() });
    });
    await told(saleId);
  }

  async function start({ saleId, stationId, evseId, idToken }: SaleRecord): Promise<void> {
    try {
      const { outcome } = await commands.run(stationId, { type: 'remoteStart', evseId, idToken });
      if (outcome.kind === 'accepted') return;
      const wasHeard = outcome.kind !== 'offline' && outcome.kind !== 'timedOut';
      await fail(saleId, wasHeard ? 'refused' : 'notReached');
    } catch (fault) {
      deps.log.warn('a sale could not be started', { saleId, fault });
    }
  }

  async function quote(input: Input<'desk.quote'>): Promise<QuoteView> {
    const { timeZone, currency, consoleIdToken } = deps.settings.current();
    const context = { reads: read, tariffs: deps.tariffs, at: clock.now(), timeZone, currency };
    return quoteSale(context, { ...input, idToken: input.idToken ?? consoleIdToken });
  }

  return {
    quote,
    async sell(input) {
      const { bill } = await quote(input);
      const price = input.limit.kind === 'money' ? input.limit.amountMinor : bill.grossMinor;
      const sum = input.payments.reduce((total, { amountMinor }) => total + amountMinor, 0);
      if (sum !== price) throw new AppError('conflict', { reason: 'wrongSum' });
      const { stationId } = freeStation(live, input);
      const sale = await actWithMoney(deps, async (act) => {
        await refuseInUse(act.unit, stationId, input.evseId);
        const sold = newSale(act, { ...input, stationId }, deps.settings.current().consoleIdToken);
        const saleId = await act.unit.sales.insert(sold);
        for (const payment of input.payments) await takePayment(act, { ...payment, currency: act.currency, saleId });
        return { ...sold, saleId };
      });
      void start(sale);
      return told(sale.saleId);
    },
    async cancel(saleId) {
      const sale = await actWithMoney(deps, async (act) => {
        const found = await act.unit.sales.find(saleId);
        if (found === null) throw new AppError('notFound', { what: 'sale', id: saleId });
        if (found.endedAt !== null) throw new AppError('conflict', { reason: 'saleEnded' });
        const endedAt = found.sessionId === null ? act.now : null;
        await act.unit.sales.update(saleId, { state: 'cancelled', endedAt });
        await journal(act, 'desk.cancel', 'sale', saleId, { state: found.state });
        return found;
      });
      const session = sessionOf(sale);
      if (session !== null) stopper.stop(session);
      return told(saleId);
    },
    async giveBack({ saleId, method, reason }) {
      await actWithMoney(deps, async (act) => {
        const sale = await act.unit.sales.find(saleId);
        if (sale === null) throw new AppError('notFound', { what: 'sale', id: saleId });
        const { changeMinor } = await saleFacts(act.unit, sale);
        if (changeMinor === null || changeMinor <= 0) throw new AppError('conflict', { reason: 'nothingToGiveBack' });
        await giveBackOf(act, saleId, changeMinor, { method, note: reason });
      });
      return told(saleId);
    },
    async list() {
      const { rows } = await read.sales.list({ limit: salesLookedAt, offset: 0 });
      const views = await Promise.all(rows.map(view));
      const since = new Date(clock.now() - shownForMs).toISOString();
      return views.filter(
        (sale) => sale.endedAt === null || sale.changeMinor === null || sale.changeMinor > 0 || sale.endedAt >= since,
      );
    },
    view,
    async tell(saleId) {
      await told(saleId);
    },
    fail,
  };
}

/** From the payments of a sale, the last one first. */
async function giveBackOf(
  act: MoneyAct,
  saleId: string,
  amountMinor: number,
  given: { readonly method: Input<'desk.giveBack'>['method']; readonly note: string },
): Promise<void> {
  const payments = (await act.unit.payments.ofSale(saleId)).filter(
    ({ kind, method }) => kind === 'payment' && method !== 'free',
  );
  const refunded = await act.unit.payments.refundedOf(payments.map(({ paymentId }) => paymentId));
  let left = amountMinor;
  for (const payment of [...payments].reverse()) {
    const part = Math.min(left, payment.amountMinor - (refunded.get(payment.paymentId) ?? 0));
    if (part > 0) await giveBack(act, payment, { ...given, amountMinor: part });
    left -= part;
  }
}

function freeStation(live: LiveState, { stationId, evseId }: Input<'desk.sell'>): { readonly stationId: string } {
  const { record, connection } = knownStation(live, stationId);
  if (!record.evses.some((evse) => evse.evseId === evseId))
    throw new AppError('notFound', { what: 'evse', id: String(evseId) });
  if (connection === null) throw new AppError('conflict', { reason: 'stationOffline' });
  return { stationId: record.stationId };
}

async function refuseInUse(unit: WriteUnit, stationId: string, evseId: number): Promise<void> {
  if ((await unit.sales.openOnEvse(stationId, evseId)).length > 0)
    throw new AppError('conflict', { reason: 'saleRunning' });
  if ((await unit.sessions.openOnEvse(stationId, evseId)).length > 0)
    throw new AppError('conflict', { reason: 'sessionRunning' });
}

function newSale(
  { now, currency, operator }: MoneyAct,
  sale: {
    readonly stationId: string;
    readonly evseId: number;
    readonly limit: SaleLimit;
    readonly idToken?: string | undefined;
  },
  consoleIdToken: string,
): Omit<SaleRecord, 'saleId'> {
  const { stationId, evseId, limit } = sale;
  return {
    ...{ stationId, evseId, idToken: sale.idToken ?? consoleIdToken },
    limitWh: limit.kind === 'energy' ? limit.energyWh : null,
    limitMinor: limit.kind === 'money' ? limit.amountMinor : null,
    ...{ currency, operator, createdAt: now },
    ...{ state: 'starting', failure: null, sessionId: null, endedAt: null },
  };
}
