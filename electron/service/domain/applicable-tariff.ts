import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { ApplicableTariff, TariffCandidate, TariffMiss, TariffReach } from '../../contract/tariff-methods.ts';
import type { TariffBody } from '../../contract/tariffs.ts';
import type { TariffRecord } from '../store/tariff-records.ts';
import { chooseTariff, type TariffContext, type TariffOffer } from './money/choose-tariff.ts';

type AppliesTo = TariffBody['appliesTo'];

/** Which tariff a session would start under, and of every other why it would not. */
export function applicableTariff(
  tariffs: readonly TariffRecord[],
  offers: readonly TariffOffer[],
  context: TariffContext,
): ApplicableTariff {
  const chosen = chooseTariff(offers, context);
  return {
    tariffId: chosen?.version.tariffId ?? null,
    versionId: chosen?.version.versionId ?? null,
    candidates: tariffs.flatMap((tariff) => {
      const mine = offers.filter(({ version }) => version.tariffId === tariff.tariffId);
      return candidate(tariff, mine, chosen, context);
    }),
  };
}

function candidate(
  { tariffId, name }: TariffRecord,
  offers: readonly TariffOffer[],
  chosen: TariffOffer | null,
  context: TariffContext,
): readonly TariffCandidate[] {
  const offer = versionAt(offers, context.at) ?? versionAt(offers, Infinity);
  if (offer === null) return [];
  const { version, body } = offer;
  const versionId = version.validFrom > context.at ? null : version.versionId;
  const miss = chosen?.version.tariffId === tariffId ? null : missOf(offer, context);
  return [{ tariffId, name, versionId, reach: reachOf(body.appliesTo), miss }];
}

/** The version of one tariff that holds at a moment: it would win were there no other tariff. */
function versionAt(offers: readonly TariffOffer[], at: EpochMs): TariffOffer | null {
  const begun = offers.filter(({ version }) => version.validFrom <= at);
  return begun.reduce<TariffOffer | null>((latest, offer) => {
    if (latest === null) return offer;
    const later = offer.version.validFrom - latest.version.validFrom || offer.version.number - latest.version.number;
    return later > 0 ? offer : latest;
  }, null);
}

/** Alone, it wins unless something of its own keeps it back: what that is, is found by lifting one condition after the other. */
function missOf(offer: TariffOffer, context: TariffContext): TariffMiss {
  const { at } = context;
  if (offer.retiredAt !== null && offer.retiredAt <= at) return 'retired';
  if (offer.version.validFrom > at) return 'notYetInForce';
  const holds = (given: Partial<AppliesTo>): boolean => {
    const body = { ...offer.body, appliesTo: { ...everywhere, ...given } };
    return chooseTariff([{ ...offer, body }], context) !== null;
  };
  const { idTokens, customerIds, groupIds, evses, powerClass } = offer.body.appliesTo;
  if (!holds({ idTokens })) return 'otherIdToken';
  if (!holds({ customerIds })) return 'otherCustomer';
  if (!holds({ groupIds })) return 'otherGroup';
  if (!holds({ evses })) return 'otherEvse';
  return holds({ powerClass }) ? 'lessSpecific' : 'otherPowerClass';
}

const everywhere: AppliesTo = { evses: [], powerClass: null, groupIds: [], customerIds: [], idTokens: [] };

function reachOf({ idTokens, customerIds, groupIds, evses, powerClass }: AppliesTo): TariffReach {
  if (idTokens.length > 0) return 'idToken';
  if (customerIds.length > 0) return 'customer';
  if (groupIds.length > 0) return 'group';
  if (evses.length > 0) return evses.some(({ evseId }) => evseId !== null) ? 'evse' : 'station';
  return powerClass === null ? 'everyone' : 'powerClass';
}
