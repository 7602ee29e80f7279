import type { SessionBilling, TermsRecord } from '../../store/book-records.ts';
import type { CustomerRecord } from '../../store/customer-records.ts';
import type { SessionRecord, StoreReads } from '../../store/store.ts';
import type { TariffContext, TariffOffer } from '../money/choose-tariff.ts';

/** The tariffs that may be offered. */
export interface Offers {
  offerFor(context: TariffContext): TariffOffer | null;
}

export interface TermsDeps {
  readonly offers: Offers;
  /** ISO 4217. */
  readonly currency: () => string;
}

/** Whose session it is: by its card, unless a person said otherwise. `undefined`: by the card. */
export interface Holder {
  readonly customerId?: string | null | undefined;
}

/** The terms a session runs under: the tariff in force at its start for where and who it was, and how its customer pays. */
export async function termsAtStart(
  unit: StoreReads,
  { offers, currency }: TermsDeps,
  session: SessionRecord,
  { customerId }: Holder = {},
): Promise<TermsRecord> {
  const { stationId, evseId, idToken } = session;
  const customer = await customerOf(unit, idToken, customerId);
  const rating = await unit.evseRatings.find(stationId, evseId);
  const offer = offers.offerFor({
    at: session.startedAt,
    stationId,
    evseId,
    powerClass: rating?.powerClass ?? null,
    groupId: customer?.groupId ?? null,
    customerId: customer?.customerId ?? null,
    idToken,
  });
  return {
    sessionId: session.sessionId,
    tariffVersionId: offer?.version.versionId ?? null,
    customerId: customer?.customerId ?? null,
    billing: billingOf(session, offer, customer),
    currency: currency(),
  };
}

async function customerOf(
  unit: StoreReads,
  idToken: string | null,
  given: string | null | undefined,
): Promise<CustomerRecord | null> {
  const ofCard = async (): Promise<string | null> =>
    idToken === null ? null : ((await unit.idTokens.find(idToken))?.customerId ?? null);
  const customerId = given === undefined ? await ofCard() : given;
  return customerId === null ? null : unit.customers.find(customerId);
}

function billingOf(
  { flags }: SessionRecord,
  offer: TariffOffer | null,
  customer: CustomerRecord | null,
): SessionBilling {
  if (flags.includes('freeVending') || offer?.body.use === 'house') return 'house';
  return customer?.billing ?? 'each';
}
