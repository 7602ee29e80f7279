import type { EpochMs } from '../model/time.ts';
import { changesBetween, limitAt, type LimitContext } from './composite-schedule.ts';
import type { SimulatedConnector } from './connector.ts';
import { reportStatus } from './status-reports.ts';
import type { PowerLimiting, Station } from './station-parts.ts';
import type { Cancel } from './time.ts';

const horizonMs = 7 * 86_400_000;

/** Makes the charging profiles of a station limit what its connectors give, from now on and whenever a limit changes. */
export class PowerLimits implements PowerLimiting {
  readonly #station: Station;
  #cancel: Cancel = () => undefined;

  constructor(station: Station) {
    this.#station = station;
  }

  apply(): void {
    this.limit();
    for (const connector of this.#station.connectors) {
      if (connector.transaction !== null) void reportStatus(this.#station, connector);
    }
  }

  /** The same, and nobody is told yet: a start is reported before the status that follows from it. */
  limit(): void {
    const { time, connectors } = this.#station;
    const now = time.now();
    for (const connector of connectors) {
      connector.hardware.advance(now);
      connector.hardware.limitPower(this.#limitOf(connector, now));
    }
    this.#cancel();
    const next = Math.min(...connectors.map((connector) => this.#nextChange(connector, now)));
    if (next === Infinity) return;
    this.#cancel = time.after(next - now, () => {
      this.apply();
    });
  }

  stop(): void {
    this.#cancel();
  }

  /** Charges that run at the same time share what the whole station may draw. */
  #limitOf(connector: SimulatedConnector, now: EpochMs): number {
    const { behaviour, chargingProfiles, configuration, connectors } = this.#station;
    const setW = configuration.integer('MaxPower');
    if (behaviour.ignoresLimits === true) return setW;
    const active = connectors.filter(({ transaction }) => transaction !== null).length;
    const whole = { installed: chargingProfiles.installed, connectorId: 0, chargingSince: null } as const;
    const stationW = limitAt({ ...whole, outlet: stationOutlet(this.#station) }, now);
    return Math.min(setW, stationW / Math.max(1, active), limitAt(limitContext(this.#station, connector), now));
  }

  #nextChange(connector: SimulatedConnector, now: EpochMs): EpochMs {
    return changesBetween(limitContext(this.#station, connector), now, now + horizonMs)[0] ?? Infinity;
  }
}

/** What the limits of a connector follow from. */
export function limitContext(station: Station, connector: SimulatedConnector): LimitContext {
  return {
    installed: station.chargingProfiles.installed.filter(
      ({ transaction }) => transaction === null || transaction === connector.transaction,
    ),
    connectorId: connector.connectorId,
    chargingSince: connector.transaction?.startedAt ?? null,
    outlet: station.profile.outlet,
  };
}

/** All outlets of a station together. */
export const stationOutlet = ({ profile, connectors }: Station): LimitContext['outlet'] => ({
  current: profile.outlet.current,
  maxPowerW: profile.outlet.maxPowerW * connectors.length,
});
