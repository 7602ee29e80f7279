import type { SecurityProfile } from '../model/station.ts';
import { stopTransaction } from './charging.ts';
import type { StationConnection } from './connection.ts';
import { clockAlignedSampling } from './metering.ts';
import { periodic, type Periodic } from './periodic.ts';
import type { Random } from './random.ts';
import { reportChangedStatuses, reportEveryStatus } from './status-reports.ts';
import type { Lifecycle, RebootCause, Station } from './station-parts.ts';
import type { Cancel } from './time.ts';
import type { Answer } from './uplink.ts';
import type { KeyKind } from './x509.ts';

export type BootAnswer = Answer<'BootNotification'>;

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;
/** When a BootNotification gets no answer, or an answer without an interval (OCPP 1.6 §4.2). */
const bootRetryMs = 30_000;
const attemptsWithNewProfile = 3;

export interface LifecycleOptions {
  readonly random: Random;
  /** How long the station is down when it restarts. */
  readonly rebootMs: number;
  readonly keyKind: KeyKind;
}

/** Off and on, connecting, booting, and coming back: all that is about the station as a whole. */
export class StationLifecycle implements Lifecycle {
  readonly #station: Station;
  readonly #connection: StationConnection;
  readonly #options: LifecycleOptions;
  readonly #heartbeat: Periodic;
  readonly #ping: Periodic;
  readonly #clockAligned: Periodic;
  #wantsConnection = false;
  #needsBoot = true;
  #failedAttempts = 0;
  #provenProfile: SecurityProfile;
  #cancelRetry: Cancel = () => undefined;

  constructor(station: Station, connection: StationConnection, options: LifecycleOptions) {
    this.#station = station;
    this.#connection = connection;
    this.#options = options;
    this.#provenProfile = station.access.profile;
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
    this.#station.powerLimits.stop();
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
    this.#cancelRetry = this.#station.time.after(this.#options.rebootMs, () => {
      this.#station.configuration.applyReboot();
      this.#station.firmware.applyReboot();
      this.powerOn();
    });
  }

  async sendBootNotification(): Promise<void> {
    await this.#bootOnce();
  }

  /** Its serial number stands for the station, the name of its operator for the organization (security whitepaper §2.4.2). */
  async requestCertificate(): Promise<void> {
    const { certificates, configuration, profile, uplink } = this.#station;
    const csr = await certificates.request(profile.serialNumber, configuration.text('CpoName'), this.#options.keyKind);
    await uplink.call('SignCertificate', { csr });
  }

  useNewCertificate(): Promise<void> {
    if (this.#station.access.profile === 3) this.#reconnect();
    return Promise.resolve();
  }

  /** Once the answer is on its way. */
  #reconnect(): void {
    this.#cancelRetry = this.#station.time.after(firstRetryMs, () => {
      this.#connection.close();
    });
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
      (fault: unknown) => {
        this.#refused(fault);
        this.#retryLater();
      },
    );
  }

  /** Notes a central system that is not who it should be, and goes back to the last security profile that worked. */
  #refused(fault: unknown): void {
    const { access, securityLog } = this.#station;
    if (isCertificateFault(fault)) void securityLog.report('InvalidCentralSystemCertificate', fault.code);
    if (this.#provenProfile === access.profile || this.#failedAttempts < attemptsWithNewProfile) return;
    access.profile = this.#provenProfile;
    this.#station.configuration.set('SecurityProfile', String(this.#provenProfile));
  }

  /** Back-off that doubles, spread so that stations do not all come back at once. */
  #retryLater(): void {
    if (!this.#wantsConnection) return;
    const delayMs =
      Math.min(longestRetryMs, firstRetryMs * 2 ** this.#failedAttempts) * this.#options.random.between(0.5, 1);
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
    this.#provenProfile = this.#station.access.profile;
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
      firmwareVersion: this.#station.firmware.version,
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
    const isFirst = this.#needsBoot;
    this.#needsBoot = false;
    this.#connection.accepted = true;
    this.#clockAligned.start();
    await this.#resume(isFirst ? reportEveryStatus : reportChangedStatuses);
    if (!isFirst) return;
    this.#station.securityLog.note('StartupOfTheDevice');
    await this.#station.firmware.booted();
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
    await this.#station.securityLog.flush();
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
        this.#station.powerLimits.apply();
        return;
      case 'AuthorizationKey':
        this.#station.access.useKey(this.#station.configuration.text(key));
        this.#reconnect();
        return;
      case 'SecurityProfile':
        this.#useSecurityProfile(this.#station.configuration.integer(key));
    }
  }

  #useSecurityProfile(profile: number): void {
    const { access } = this.#station;
    if (profile === access.profile || !isSecurityProfile(profile)) return;
    access.profile = profile;
    this.#reconnect();
  }
}

const isSecurityProfile = (profile: number): profile is SecurityProfile => [0, 1, 2, 3].includes(profile);

/** What OpenSSL and Node call a certificate they do not accept. */
const certificateFaults =
  /^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|ERR_TLS_CERT_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;

function isCertificateFault(fault: unknown): fault is Error & { readonly code: string } {
  return (
    fault instanceof Error && 'code' in fault && typeof fault.code === 'string' && certificateFaults.test(fault.code)
  );
}
