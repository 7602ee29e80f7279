import { stopTransaction } from './charging.ts';
import type { StationConnection } from './connection.ts';
import { clockAlignedSampling } from './metering.ts';
import { periodic, type Periodic } from './periodic.ts';
import type { Random } from './random.ts';
import { reportChangedStatuses, reportEveryStatus } from './status-reports.ts';
import type { Lifecycle, RebootCause, Station } from './station-parts.ts';
import type { Cancel } from './time.ts';
import type { Answer } from './uplink.ts';

export type BootAnswer = Answer<'BootNotification'>;

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;
/** When a BootNotification gets no answer, or an answer without an interval (OCPP 1.6 §4.2). */
const bootRetryMs = 30_000;

/** Off and on, connecting, booting, and coming back: all that is about the station as a whole. */
export class StationLifecycle implements Lifecycle {
  readonly #station: Station;
  readonly #connection: StationConnection;
  readonly #random: Random;
  readonly #rebootMs: number;
  readonly #heartbeat: Periodic;
  readonly #ping: Periodic;
  readonly #clockAligned: Periodic;
  #wantsConnection = false;
  #needsBoot = true;
  #failedAttempts = 0;
  #cancelRetry: Cancel = () => undefined;

  constructor(station: Station, connection: StationConnection, random: Random, rebootMs: number) {
    this.#station = station;
    this.#connection = connection;
    this.#random = random;
    this.#rebootMs = rebootMs;
    const { time, configuration } = station;
    const secondsOf = (key: string) => () => configuration.integer(key) * 1000;
    this.#heartbeat = periodic(time, { intervalMs: secondsOf('HeartbeatInterval') }, () => {
      if (station.uplink.ready) void station.uplink.call('Heartbeat', {});
    });
    this.#ping = periodic(time, { intervalMs: secondsOf('WebSocketPingInterval') }, () => {
      connection.ping();
    });
    this.#clockAligned = clockAlignedSampling(station);
    connection.onClosed = () => {
      this.#closed();
    };
    configuration.onChange((key) => {
      this.#configured(key);
    });
  }

  /** Connects, reports in once, and keeps the connection from then on. Rejects when there is no connection to be had. */
  async boot(): Promise<BootAnswer | null> {
    this.#wantsConnection = true;
    await this.#connection.open();
    return this.#enter();
  }

  /** Connects as soon as it can, and keeps the connection. */
  powerOn(): void {
    this.#wantsConnection = true;
    this.#connect();
  }

  /** Connects again after `goOffline`, and rejects when it cannot. */
  async goOnline(): Promise<void> {
    this.#wantsConnection = true;
    await this.#connection.open();
    await this.#enter();
  }

  /** Loses the network: charging goes on, and what it brings is kept for later. */
  goOffline(): void {
    this.#stayAway();
    this.#connection.terminate();
  }

  /** Switches everything off for good. */
  powerOff(): void {
    this.#stayAway();
    this.#clockAligned.stop();
    for (const { transaction, authorized } of this.#station.connectors) {
      transaction?.sampling.stop();
      authorized?.cancel();
    }
    this.#connection.close();
  }

  async reboot(cause: RebootCause): Promise<void> {
    if (cause === 'SoftReset') await this.#stopTransactions(cause);
    this.#stayAway();
    if (cause === 'PowerLoss') this.#connection.terminate();
    else this.#connection.close();
    // Written down in the dark, and sent after the boot.
    await this.#stopTransactions(cause);
    for (const connector of this.#station.connectors) {
      connector.authorized?.cancel();
      connector.authorized = null;
    }
    this.#needsBoot = true;
    this.#connection.accepted = false;
    this.#cancelRetry = this.#station.time.after(this.#rebootMs, () => {
      this.#station.configuration.applyReboot();
      this.powerOn();
    });
  }

  async sendBootNotification(): Promise<void> {
    await this.#bootOnce();
  }

  async #stopTransactions(cause: RebootCause): Promise<void> {
    for (const connector of this.#station.connectors) await stopTransaction(this.#station, connector, cause);
  }

  #stayAway(): void {
    this.#wantsConnection = false;
    this.#cancelRetry();
  }

  #connect(): void {
    this.#connection.open().then(
      () => void this.#enter(),
      () => {
        this.#retryLater();
      },
    );
  }

  /** Back-off that doubles, spread so that stations do not all come back at once. */
  #retryLater(): void {
    if (!this.#wantsConnection) return;
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failedAttempts) * this.#random.between(0.5, 1);
    this.#failedAttempts += 1;
    this.#cancelRetry = this.#station.time.after(delayMs, () => {
      this.#connect();
    });
  }

  async #enter(): Promise<BootAnswer | null> {
    if (!this.#wantsConnection) {
      this.#connection.terminate();
      return null;
    }
    this.#failedAttempts = 0;
    this.#ping.start();
    if (this.#needsBoot) return this.#bootOnce();
    await this.#resume(reportChangedStatuses);
    return null;
  }

  /** Reports in; until it is accepted, again at the interval the central system gives (OCPP 1.6 §4.2). */
  async #bootOnce(): Promise<BootAnswer | null> {
    const { profile, uplink } = this.#station;
    const outcome = await uplink.call('BootNotification', {
      chargePointVendor: profile.vendor,
      chargePointModel: profile.model,
      chargePointSerialNumber: profile.serialNumber,
      firmwareVersion: profile.firmwareVersion,
      meterType: profile.meterType,
      meterSerialNumber: profile.meterSerialNumber,
    });
    if (outcome.kind === 'offline') return null;
    const answer = outcome.kind === 'answered' ? outcome.response : null;
    if (answer?.status === 'Accepted') await this.#welcome(answer.interval);
    else this.#bootAgain(answer?.interval ?? 0);
    return answer;
  }

  async #welcome(intervalSeconds: number): Promise<void> {
    if (intervalSeconds > 0) this.#station.configuration.set('HeartbeatInterval', String(intervalSeconds));
    const first = this.#needsBoot;
    this.#needsBoot = false;
    this.#connection.accepted = true;
    this.#clockAligned.start();
    await this.#resume(first ? reportEveryStatus : reportChangedStatuses);
  }

  #bootAgain(intervalSeconds: number): void {
    this.#connection.accepted = false;
    this.#cancelRetry();
    this.#cancelRetry = this.#station.time.after(intervalSeconds > 0 ? intervalSeconds * 1000 : bootRetryMs, () => {
      void this.#bootOnce();
    });
  }

  async #resume(report: (station: Station) => Promise<void>): Promise<void> {
    this.#heartbeat.start();
    await report(this.#station);
    this.#station.outbox.flush();
  }

  #closed(): void {
    this.#heartbeat.stop();
    this.#ping.stop();
    this.#cancelRetry();
    this.#station.outbox.interrupt();
    this.#retryLater();
  }

  #configured(key: string): void {
    switch (key) {
      case 'HeartbeatInterval':
        if (this.#station.uplink.ready) this.#heartbeat.start();
        return;
      case 'WebSocketPingInterval':
        if (this.#connection.connected) this.#ping.start();
        return;
      case 'ClockAlignedDataInterval':
        this.#clockAligned.start();
        return;
      case 'MeterValueSampleInterval':
        for (const { transaction } of this.#station.connectors) transaction?.sampling.start();
        return;
      case 'MaxPower':
        for (const { hardware } of this.#station.connectors) {
          hardware.limitPower(this.#station.configuration.integer(key));
        }
        return;
      case 'AuthorizationKey':
        this.#connection.password = Buffer.from(this.#station.configuration.text(key), 'hex');
        this.#cancelRetry = this.#station.time.after(firstRetryMs, () => {
          this.#connection.close();
        });
    }
  }
}
