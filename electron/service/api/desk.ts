import type { Clock } from '../../../ocpp/model/time.ts';
import { presetPeriod } from '../../contract/format/periods.ts';
import type { Sales } from '../domain/desk/sales.ts';
import { unpaidSessions } from '../domain/desk/unpaid.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';

export interface DeskApiDeps {
  readonly read: StoreReads;
  readonly clock: Clock;
  readonly naming: Naming;
  readonly settings: SettingsBook;
  readonly sales: Sales;
}

export function deskHandlers({ read, clock, naming, settings, sales }: DeskApiDeps): AreaHandlers<'desk'> {
  return {
    'desk.quote': (input) => sales.quote(input),
    'desk.sell': (input) => sales.sell(input),
    'desk.cancel': ({ saleId }) => sales.cancel(saleId),
    'desk.giveBack': (input) => sales.giveBack(input),
    'desk.sales': () => sales.list(),
    'desk.unpaid': (page) => unpaidSessions(read, naming, pageQuery(page), clock.now()),
    'desk.today': () => {
      const { from, to } = presetPeriod('today', clock.now(), settings.current().timeZone);
      return read.payments.takenBetween(from, to);
    },
  };
}
