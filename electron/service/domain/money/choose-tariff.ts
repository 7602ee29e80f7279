import type { TariffBody } from '../../../contract/tariffs.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { PowerClass, TariffVersionRecord } from '../../store/tariff-records.ts';
import { sameAscii } from '../same-text.ts';

/** A version of a tariff that may be offered. */
export interface TariffOffer {
  readonly version: TariffVersionRecord;
  readonly body: TariffBody;
  /** Of the tariff: from then on no session starts under it. */
  readonly retiredAt: EpochMs | null;
}

/** Who begins to charge where and when; what is not known is null. */
export interface TariffContext {
  readonly at: EpochMs;
  readonly stationId: string;
  readonly evseId: number;
  readonly powerClass: PowerClass | null;
  readonly groupId: string | null;
  readonly customerId: string | null;
  readonly idToken: string | null;
}

/**
 * The tariff under which a session starts. Of each tariff the version in force counts: the latest that has begun, of two that began
 * together the one with the higher number. Among those that fit the most specific wins: one that names the card before one that
 * names the customer, then the group, the connector, the whole station, the power class, and last one that names nothing; where two
 * name the same, what else they name decides in this order. Then the one that came into force later, then the tariff with the lower number.
 */
export function chooseTariff(offers: readonly TariffOffer[], context: TariffContext): TariffOffer | null {
  const inForce = new Map<string, TariffOffer>();
  for (const offer of offers) {
    if (offer.version.validFrom > context.at) continue;
    const known = inForce.get(offer.version.tariffId);
    if (known === undefined || isLater(offer, known)) inForce.set(offer.version.tariffId, offer);
  }
  const fitting = [...inForce.values()].filter(
    ({ body, retiredAt }) => (retiredAt === null || retiredAt > context.at) && fits(body.appliesTo, context),
  );
  const [best] = fitting.sort((one, other) => compare(one, other, context));
  return best ?? null;
}

type AppliesTo = TariffBody['appliesTo'];

function isLater({ version: one }: TariffOffer, { version: other }: TariffOffer): boolean {
  return one.validFrom > other.validFrom || (one.validFrom === other.validFrom && one.number > other.number);
}

function fits({ evses, powerClass, groupIds, customerIds, idTokens }: AppliesTo, context: TariffContext): boolean {
  const { groupId, customerId, idToken } = context;
  return (
    (idTokens.length === 0 || (idToken !== null && idTokens.some((named) => sameAscii(named, idToken)))) &&
    (customerIds.length === 0 || (customerId !== null && customerIds.includes(customerId))) &&
    (groupIds.length === 0 || (groupId !== null && groupIds.includes(groupId))) &&
    (evses.length === 0 || namesConnector(evses, context) || namesStation(evses, context)) &&
    (powerClass === null || powerClass === context.powerClass)
  );
}

function compare(one: TariffOffer, other: TariffOffer, context: TariffContext): number {
  return (
    specificity(other.body.appliesTo, context) - specificity(one.body.appliesTo, context) ||
    other.version.validFrom - one.version.validFrom ||
    Number(one.version.tariffId) - Number(other.version.tariffId)
  );
}

/** What a tariff that fits names, from the most specific on, as the digits of a binary number. */
function specificity(
  { evses, powerClass, groupIds, customerIds, idTokens }: AppliesTo,
  context: TariffContext,
): number {
  const named = [
    idTokens.length > 0,
    customerIds.length > 0,
    groupIds.length > 0,
    namesConnector(evses, context),
    evses.length > 0,
    powerClass !== null,
  ];
  return named.reduce((number, isNamed) => number * 2 + (isNamed ? 1 : 0), 0);
}

function namesConnector(evses: AppliesTo['evses'], { stationId, evseId }: TariffContext): boolean {
  return evses.some((named) => sameAscii(named.stationId, stationId) && named.evseId === evseId);
}

function namesStation(evses: AppliesTo['evses'], { stationId }: TariffContext): boolean {
  return evses.some((named) => sameAscii(named.stationId, stationId) && named.evseId === null);
}
