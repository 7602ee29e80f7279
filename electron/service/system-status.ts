import { startOfDate, zonedParts } from '../contract/format/zone.ts';
import type { NetworkAddress, SystemStatus } from '../contract/views.ts';
import type { Clock, EpochMs } from '../../ocpp/model/time.ts';
import { isoTime } from './api/iso-time.ts';
import type { LiveState } from './domain/live-state.ts';
import type { RunningBills } from './domain/books/running-bills.ts';
import type { SettingsBook } from './domain/settings.ts';
import type { Store } from './store/store.ts';

export interface SystemStatusDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly version: string;
  readonly startedAt: EpochMs;
  readonly demo: boolean;
  addresses(): readonly NetworkAddress[];
  /** What a running session costs so far. */
  readonly billOf: RunningBills['billOf'];
}

export async function systemStatus(deps: SystemStatusDeps): Promise<SystemStatus> {
  const { store, live, version, startedAt, demo } = deps;
  const now = deps.clock.now();
  const { timeZone, currency } = deps.settings.current();
  const midnight = startOfDate(zonedParts(now, timeZone), timeZone);
  const [database, ended, charged] = await Promise.all([
    store.size(),
    store.read.sessions.totals({ from: midnight, to: now + 1, open: false }),
    store.read.cdrs.totals(midnight, now + 1, currency),
  ]);
  const addresses = deps.addresses();
  const stations = live.stations();
  const open = live.openSessions();
  const bills = open.map(({ sessionId }) => deps.billOf(sessionId)).filter((bill) => bill?.currency === currency);
  const runningMinor = bills.reduce((sum, bill) => sum + (bill?.grossMinor ?? 0), 0);
  const runningWh = open.reduce((sum, session) => sum + (session.energyWh ?? 0), 0);
  return {
    version,
    now: isoTime(now),
    startedAt: isoTime(startedAt),
    ocppUrls: addresses.map(({ ocppUrl }) => ocppUrl),
    secureOcppUrls: addresses.flatMap(({ secureOcppUrl }) => secureOcppUrl ?? []),
    stations: { total: stations.length, online: stations.filter((station) => station.connection !== null).length },
    sessions: { open: open.length },
    today: {
      sessions: ended.sessions,
      energyWh: ended.energyWh + runningWh,
      grossMinor: charged.grossMinor + runningMinor,
      currency,
    },
    database,
    demo,
    storageFault: store.fault !== null,
  };
}
