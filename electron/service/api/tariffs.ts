import type { Clock } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { Input } from '../../contract/api.ts';
import type { TariffBody } from '../../contract/tariffs.ts';
import { applicableTariff } from '../domain/applicable-tariff.ts';
import type { BusinessBook } from '../domain/business.ts';
import { priceYear } from '../domain/money/price-year.ts';
import type { SettingsBook } from '../domain/settings.ts';
import { previewTariff } from '../domain/tariff-preview.ts';
import type { TariffBook } from '../domain/tariffs.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMs, epochMsIfGiven } from './iso-time.ts';

export interface TariffsApiDeps {
  readonly read: StoreReads;
  readonly clock: Clock;
  readonly tariffs: TariffBook;
  readonly settings: SettingsBook;
  readonly business: BusinessBook;
}

export function tariffHandlers({ read, clock, tariffs, settings, business }: TariffsApiDeps): AreaHandlers<'tariffs'> {
  const bodyOf = (what: Input<'tariffs.year'>['tariff']): TariffBody => {
    if ('body' in what) return what.body;
    const offer = tariffs.find(what.versionId);
    if (offer === null) throw new AppError('notFound', { what: 'tariffVersion', id: what.versionId });
    return offer.body;
  };
  return {
    'tariffs.list': () => tariffs.list(),
    'tariffs.get': ({ tariffId }) => tariffs.get(tariffId),
    'tariffs.add': ({ name, body, validFrom }) =>
      tariffs.add({ name, body, validFrom: epochMsIfGiven(validFrom) ?? null }),
    'tariffs.addVersion': ({ tariffId, body, validFrom }) =>
      tariffs.addVersion(tariffId, { body, validFrom: epochMsIfGiven(validFrom) ?? null }),
    'tariffs.removeVersion': ({ versionId }) => tariffs.removeVersion(versionId),
    'tariffs.rename': ({ tariffId, name }) => tariffs.rename(tariffId, name),
    'tariffs.retire': ({ tariffId }) => tariffs.retire(tariffId),
    'tariffs.restore': ({ tariffId }) => tariffs.restore(tariffId),
    'tariffs.preview'({ tariff, startedAt, ...session }) {
      const { currency, timeZone } = settings.current();
      const previewed = { ...session, body: bodyOf(tariff), startedAt: epochMs(startedAt) };
      return previewTariff(previewed, { currency, timeZone, business: business.current() });
    },
    'tariffs.year': ({ tariff, year }) => priceYear(bodyOf(tariff).elements, year),
    async 'tariffs.applicable'({ stationId, evseId, idToken, at }) {
      const rating = await read.evseRatings.find(stationId, evseId);
      const token = idToken === undefined ? null : await read.idTokens.find(idToken);
      const customer = token?.customerId == null ? null : await read.customers.find(token.customerId);
      return applicableTariff(tariffs.tariffs(), tariffs.offers(), {
        ...{ at: epochMsIfGiven(at) ?? clock.now(), stationId, evseId, customerId: customer?.customerId ?? null },
        powerClass: rating?.powerClass ?? null,
        groupId: customer?.groupId ?? null,
        idToken: token?.idToken ?? idToken ?? null,
      });
    },
  };
}
