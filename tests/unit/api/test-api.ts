import { alertHandlers } from '../../../electron/service/api/alerts.ts';
import { commandHandlers } from '../../../electron/service/api/commands.ts';
import { createDispatcher, type Dispatch } from '../../../electron/service/api/dispatcher.ts';
import { frameHandlers } from '../../../electron/service/api/frames.ts';
import type { Handlers } from '../../../electron/service/api/handlers.ts';
import { idTokenHandlers } from '../../../electron/service/api/id-tokens.ts';
import { reportHandlers } from '../../../electron/service/api/reports.ts';
import { sessionHandlers } from '../../../electron/service/api/sessions.ts';
import type { Naming } from '../../../electron/service/api/session-views.ts';
import { settingsHandlers } from '../../../electron/service/api/settings.ts';
import { stationHandlers } from '../../../electron/service/api/stations.ts';
import { systemHandlers } from '../../../electron/service/api/system.ts';
import { closeByHand } from '../../../electron/service/domain/close-by-estimate.ts';
import type { Log } from '../../../electron/service/domain/log.ts';
import { systemStatus } from '../../../electron/service/system-status.ts';
import { openSite, type SiteOptions, type TestSite } from '../domain/test-site.ts';

export interface TestApi {
  readonly site: TestSite;
  readonly handlers: Handlers;
  readonly dispatch: Dispatch;
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** All methods of the console over the rules on a real database. */
export async function openApi(options: SiteOptions = {}): Promise<TestApi> {
  const site = await openSite(options);
  const { store, live, settings, alerts, commands, stations, idTokens, time } = site;
  const { read } = store;
  const naming: Naming = {
    stationName: (stationId) => stationId,
    labelOf: () => null,
    currency: () => settings.current().currency,
  };
  const facts = { version: '0', startedAt: time.now(), demo: false, addresses: () => [] };
  const handlers: Handlers = {
    ...systemHandlers({
      status: () => systemStatus({ store, clock: time, live, settings, ...facts }),
      addresses: () => [],
    }),
    ...stationHandlers({ live, stations, commands, naming }),
    ...commandHandlers(read.commands),
    ...idTokenHandlers(read.idTokens, idTokens, settings),
    ...sessionHandlers({ read, naming, close: (id) => closeByHand(store, site.announce, id, time.now()) }),
    ...frameHandlers(read.frames),
    ...alertHandlers(read.alerts, alerts, naming),
    ...reportHandlers(read, settings),
    ...settingsHandlers(settings),
  };
  return { site, handlers, dispatch: createDispatcher(handlers, silent) };
}
