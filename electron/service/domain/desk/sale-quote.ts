import type { Bill } from '../../../contract/bill.ts';
import type { QuoteView, SaleLimit } from '../../../contract/desk.ts';
import { AppError } from '../../../contract/errors.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { StoreReads } from '../../store/store.ts';
import type { TariffContext, TariffOffer } from '../money/choose-tariff.ts';
import { billSession } from '../money/bill-session.ts';

/** The tariffs on offer. */
export interface SaleTariffs {
  offerFor(context: TariffContext): TariffOffer | null;
  find(versionId: string): TariffOffer | null;
  nameOf(versionId: string): string | null;
}

export interface QuoteContext {
  readonly reads: Pick<StoreReads, 'evseRatings' | 'idTokens' | 'customers'>;
  readonly tariffs: SaleTariffs;
  readonly at: EpochMs;
  readonly timeZone: string;
  readonly currency: string;
}

export interface QuotedSale {
  readonly stationId: string;
  readonly evseId: number;
  readonly idToken: string;
  readonly limit: SaleLimit;
}

/** What a connector is supposed to deliver where nobody said it. */
const usualPowerW = { AC: 11_000, DC: 50_000 } as const;
/** Nobody charges more in one go. */
const mostEnergyWh = 1_000_000;

/**
 * What the energy would cost, or how much there is for the money, if the connector charged at full power from now on. Throws `conflict`
 * `noTariff` where no price holds.
 */
export async function quoteSale(context: QuoteContext, sale: QuotedSale): Promise<QuoteView> {
  const { evseRatings } = context.reads;
  const rating = await evseRatings.find(sale.stationId, sale.evseId);
  const powerClass = rating?.powerClass ?? null;
  const offer = context.tariffs.offerFor({ ...(await holderOf(context, sale)), powerClass });
  if (offer?.body.use !== 'sale') throw new AppError('conflict', { reason: 'noTariff' });
  const powerW = rating?.maxPowerW ?? usualPowerW[powerClass ?? 'AC'];
  const billOf = (energyWh: number): Bill => billFor(context, offer, energyWh, powerW);
  const energyWh = sale.limit.kind === 'energy' ? sale.limit.energyWh : mostFor(sale.limit.amountMinor, billOf);
  const bill = billOf(energyWh);
  if (bill.grossMinor <= 0) throw new AppError('conflict', { reason: 'noTariff' });
  return { bill, energyWh, tariffName: context.tariffs.nameOf(offer.version.versionId) ?? '' };
}

async function holderOf({ reads, at }: QuoteContext, { stationId, evseId, idToken }: QuotedSale) {
  const customerId = (await reads.idTokens.find(idToken))?.customerId ?? null;
  const groupId = customerId === null ? null : ((await reads.customers.find(customerId))?.groupId ?? null);
  return { at, stationId, evseId, idToken, customerId, groupId };
}

function billFor(
  { at, timeZone, currency }: QuoteContext,
  { body }: TariffOffer,
  energyWh: number,
  powerW: number,
): Bill {
  const stoppedAt = at + Math.ceil((energyWh * 3_600_000) / powerW);
  return billSession({
    ...{ tariff: body, currency, timeZone, vatRateBp: null, startedAt: at, stoppedAt, energyWh },
    registers: [],
  });
}

/** The most energy that costs no more than that. A bill never falls as energy grows. */
function mostFor(amountMinor: number, billOf: (energyWh: number) => Bill): number {
  let fits = 0;
  let beyond = mostEnergyWh + 1;
  while (beyond - fits > 1) {
    const middle = Math.floor((fits + beyond) / 2);
    if (billOf(middle).grossMinor <= amountMinor) fits = middle;
    else beyond = middle;
  }
  return Math.max(fits, 1);
}
