import type { Clock } from '../../../ocpp/model/time.ts';
import { startOfDate, zonedParts } from '../../contract/format/zone.ts';
import type { BusinessBook } from '../domain/business.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { isoTime } from './iso-time.ts';

export interface BusinessApiDeps {
  readonly read: StoreReads;
  readonly clock: Clock;
  readonly business: BusinessBook;
  readonly settings: SettingsBook;
}

export function businessHandlers({ read, clock, business, settings }: BusinessApiDeps): AreaHandlers<'business'> {
  return {
    'business.get': () => business.current(),
    'business.update': (change) => business.update(change),
    async 'business.turnover'() {
      const { timeZone, currency } = settings.current();
      const now = clock.now();
      const { year, month, day } = zonedParts(now, timeZone);
      const from = startOfDate({ year: year - 1, month, day: day + 1 }, timeZone);
      const { grossMinor } = await read.cdrs.totals(from, now + 1, currency);
      return { from: isoTime(from), currency, grossMinor, warningMinor: business.current().turnoverWarningMinor };
    },
  };
}
