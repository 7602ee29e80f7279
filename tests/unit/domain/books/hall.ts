import type { TariffBody } from '../../../../electron/contract/tariffs.ts';
import type { CdrRecord } from '../../../../electron/service/store/book-records.ts';
import type { SessionRecord } from '../../../../electron/service/store/store.ts';
import type { MeterValue } from '../../../../ocpp/model/meter.ts';
import { at, openSite, type SiteOptions, type TestSite, type TestStation } from '../test-site.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export const always: TariffBody['elements'][number]['when'] = {
  weekdays: [],
  fromMinute: null,
  toMinute: null,
  season: null,
  firstDate: null,
  lastDate: null,
};

/** 0.30 ₼ a kWh, and nothing else. */
export function tariff(change: Partial<TariffBody> = {}): TariffBody {
  const price = { label: '', when: always, energyPerKwhE4: 3000, chargingPerMinuteE4: 0, idlePerMinuteE4: 0 };
  return {
    use: 'sale',
    startFeeE4: 0,
    elements: [price],
    idleGraceMinutes: 0,
    idleCapMinor: null,
    minimumMinor: null,
    maximumMinor: null,
    appliesTo: { evses: [], powerClass: null, groupIds: [], customerIds: [], idTokens: [] },
    ...change,
  };
}

/** A site with one charger, whose sessions are billed. */
export interface Hall {
  readonly site: TestSite;
  readonly station: TestStation;
  /** Offers a tariff from a moment on; returns the id of its version. */
  readonly offer: (body: TariffBody, validFrom?: number) => Promise<string>;
  start(given?: { readonly idToken?: string; readonly meterStartWh?: number | null }): Promise<string>;
  readonly measure: (
    transactionId: string,
    ...registers: readonly (readonly [ms: number, energyWh: number])[]
  ) => Promise<void>;
  readonly stop: (transactionId: string, meterStopWh: number | null, ms?: number) => Promise<void>;
  readonly session: () => Promise<SessionRecord>;
  readonly cdrs: (sessionId?: string) => Promise<readonly CdrRecord[]>;
}

export async function openHall(options: SiteOptions = {}): Promise<Hall> {
  const site = await openSite({ ...options, settings: { acceptAnyCard: true, ...options.settings } });
  const station = await site.connect('HALL-1');
  return {
    site,
    station,
    async offer(body, validFrom = 0) {
      await site.tariffs.add({ name: `Tariff ${String(site.tariffs.offers().length + 1)}`, body, validFrom });
      return site.tariffs.offers().at(-1)?.version.versionId ?? '';
    },
    async start({ idToken = 'CARD', meterStartWh = 10_000 } = {}) {
      const time = at(site.time.now());
      const start = { evseId: 1, transactionId: null, idToken, meterStartWh, time, reservationId: null };
      return (await station.say((rules) => rules.transactionStarted(start))).transactionId;
    },
    async measure(transactionId, ...registers) {
      const meterValues = registers.map(([ms, energyWh]) => register(energyWh, ms));
      await station.say((rules) => rules.meterValues({ evseId: 1, transactionId, meterValues }));
    },
    async stop(transactionId, meterStopWh, ms = site.time.now()) {
      const end = { transactionId, idToken: null, meterStopWh, time: at(ms), reason: 'Local', meterValues: [] };
      await station.say((rules) => rules.transactionEnded(end));
    },
    async session() {
      const session = (await site.sessions()).at(-1);
      if (session === undefined) throw new Error('There is no session yet');
      return session;
    },
    async cdrs(sessionId) {
      const id = sessionId ?? (await site.sessions()).at(-1)?.sessionId ?? '';
      return site.store.read.cdrs.ofSession(id);
    },
  };
}

function register(energyWh: number, ms: number): MeterValue {
  const sample = {
    text: String(energyWh),
    value: energyWh,
    measurand: 'Energy.Active.Import.Register',
    unit: 'Wh',
    phase: null,
    context: 'Sample.Periodic',
    location: 'Outlet',
    format: 'Raw',
  } as const;
  return { time: at(ms), sampledValues: [sample] };
}
