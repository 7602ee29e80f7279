import type { TariffVersionView, TariffView } from '../../contract/tariff-methods.ts';
import type { TariffRecord } from '../store/tariff-records.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import type { TariffOffer } from './money/choose-tariff.ts';

export function tariffView(
  { tariffId, name, createdAt, retiredAt }: TariffRecord,
  offers: readonly TariffOffer[],
  used: ReadonlySet<string>,
): TariffView {
  return {
    ...{ tariffId, name, createdAt: isoTime(createdAt), retiredAt: isoTimeOrNull(retiredAt) },
    versions: offers
      .filter(({ version }) => version.tariffId === tariffId)
      .sort(inOrderOfForce)
      .map((offer) => versionView(offer, used)),
  };
}

function inOrderOfForce(one: TariffOffer, other: TariffOffer): number {
  return one.version.validFrom - other.version.validFrom || one.version.number - other.version.number;
}

function versionView({ version, body }: TariffOffer, used: ReadonlySet<string>): TariffVersionView {
  const { versionId, number, validFrom, createdAt, operator } = version;
  return {
    ...{ versionId, number, operator, body, validFrom: isoTime(validFrom), createdAt: isoTime(createdAt) },
    used: used.has(versionId),
  };
}
