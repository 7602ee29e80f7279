import { constants, verify, type X509Certificate } from 'node:crypto';
import type { Firmware, FirmwareOrder, NumberedWord, PlainFirmwareWord, SignedFirmwareWord } from './file-orders.ts';
import { download } from './http-transfer.ts';
import { reportChangedStatuses } from './status-reports.ts';
import { retrying, sleep } from './retrying.ts';
import type { Station } from './station-parts.ts';

const busyCheckMs = 5_000;
/** What is due within this time is not worth a word: clocks differ. */
const soonMs = 10 * 60_000;

/** The firmware of a station, and how it gets another one (OCPP 1.6 §4.5, §5.19; security whitepaper §5.12, §5.14). */
export class FirmwareUpdates implements Firmware {
  readonly #station: Station;
  readonly #installMs: number;
  #order = 0;
  #version: string;
  #installedVersion: string | null = null;
  #word: NumberedWord<SignedFirmwareWord> = { status: 'Idle' };
  #afterBoot: () => Promise<void> = () => Promise.resolve();

  constructor(station: Station, version: string, installMs: number) {
    this.#station = station;
    this.#version = version;
    this.#installMs = installMs;
  }

  get version(): string {
    return this.#version;
  }

  get isBusy(): boolean {
    return this.#word.status !== 'Idle';
  }

  get plainWord(): PlainFirmwareWord {
    return isPlainWord(this.#word.status) ? this.#word.status : 'Idle';
  }

  get signedWord(): NumberedWord<SignedFirmwareWord> {
    return this.#word;
  }

  async update(order: FirmwareOrder): Promise<void> {
    this.#order += 1;
    const number = this.#order;
    const tell = (status: SignedFirmwareWord): Promise<void> => this.#tell(number, order, status);
    const { time, behaviour } = this.#station;
    if (order.signed !== null && order.retrieveAt > time.now() + soonMs) await tell('DownloadScheduled');
    await sleep(time, order.retrieveAt - time.now());
    await tell('Downloading');
    const image = await this.#fetch(order);
    if (image === null) return tell('DownloadFailed');
    await tell('Downloaded');
    if (order.signed !== null && !(await this.#checkSignature(order.signed, image, tell))) return;
    if (order.installAt !== null) {
      if (order.installAt > time.now() + soonMs) await tell('InstallScheduled');
      await sleep(time, order.installAt - time.now());
    }
    await this.#untilNobodyCharges();
    if (number !== this.#order) return;
    await tell('Installing');
    await this.#closeConnectors(true);
    await sleep(time, this.#installMs);
    if (behaviour.firmware === 'installationFailed') {
      await this.#closeConnectors(false);
      return tell('InstallationFailed');
    }
    await this.#restart(order, tell);
  }

  async booted(): Promise<void> {
    const last = this.#afterBoot;
    this.#afterBoot = () => Promise.resolve();
    await last();
  }

  applyReboot(): void {
    if (this.#installedVersion === null) return;
    this.#version = this.#installedVersion;
    this.#installedVersion = null;
    for (const connector of this.#station.connectors) connector.updating = false;
  }

  async #restart(order: FirmwareOrder, tell: (status: SignedFirmwareWord) => Promise<void>): Promise<void> {
    this.#installedVersion = versionIn(order.location) ?? nextVersion(this.#version);
    this.#afterBoot = async () => {
      await tell('Installed');
      await this.#station.securityLog.report('FirmwareUpdated', this.#version);
    };
    if (order.signed !== null) await tell('InstallRebooting');
    await this.#station.lifecycle.reboot('SoftReset');
  }

  async #fetch({ location, retries, intervalSeconds }: FirmwareOrder): Promise<Buffer | null> {
    const { behaviour, time, access } = this.#station;
    if (behaviour.firmware === 'downloadFailed') return null;
    return retrying(time, { retries, intervalSeconds }, () => download(location, access.trust())).catch(() => null);
  }

  async #checkSignature(
    { signer, signature }: NonNullable<FirmwareOrder['signed']>,
    image: Buffer,
    tell: (status: SignedFirmwareWord) => Promise<void>,
  ): Promise<boolean> {
    const isGood =
      this.#station.behaviour.firmware !== 'invalidSignature' &&
      isSignatureOf(image, signer, Buffer.from(signature, 'base64'));
    await tell(isGood ? 'SignatureVerified' : 'InvalidSignature');
    if (!isGood) await this.#station.securityLog.report('InvalidFirmwareSignature');
    return isGood;
  }

  async #untilNobodyCharges(): Promise<void> {
    while (this.#station.connectors.some(({ transaction }) => transaction !== null)) {
      await sleep(this.#station.time, busyCheckMs);
    }
  }

  async #closeConnectors(updating: boolean): Promise<void> {
    for (const connector of this.#station.connectors) connector.updating = updating;
    await reportChangedStatuses(this.#station);
  }

  async #tell(number: number, order: FirmwareOrder, status: SignedFirmwareWord): Promise<void> {
    if (number !== this.#order) return;
    const { uplink } = this.#station;
    const requestId = order.signed?.requestId;
    this.#word = isLast(status) ? { status: 'Idle' } : { status, ...(requestId !== undefined && { requestId }) };
    if (requestId !== undefined) await uplink.call('SignedFirmwareStatusNotification', { status, requestId });
    else if (isPlainWord(status)) await uplink.call('FirmwareStatusNotification', { status });
  }
}

const plainWords = [
  'Downloaded',
  'DownloadFailed',
  'Downloading',
  'Idle',
  'InstallationFailed',
  'Installing',
  'Installed',
] as const satisfies readonly PlainFirmwareWord[];

const isPlainWord = (word: string): word is PlainFirmwareWord => (plainWords as readonly string[]).includes(word);

const lastWords: readonly SignedFirmwareWord[] = [
  'DownloadFailed',
  'InstallationFailed',
  'InvalidSignature',
  'Installed',
];

const isLast = (word: SignedFirmwareWord): boolean => lastWords.includes(word);

/** By RSA in either padding, or by ECDSA, over SHA-256. */
function isSignatureOf(image: Buffer, { publicKey }: X509Certificate, signature: Buffer): boolean {
  if (verify('sha256', image, publicKey, signature)) return true;
  if (publicKey.asymmetricKeyType !== 'rsa') return false;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify('sha256', image, { key: publicKey, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, signature);
}

/** `firmware-3.5.0.bin` names its version. */
const versionIn = (location: string): string | null =>
  /(\d+(?:\.\d+){1,3}[\w-]*)\.\w+(?:[?#]|$)/.exec(location)?.[1] ?? null;

/** The next patch: `3.4.1` becomes `3.4.2`. */
function nextVersion(version: string): string {
  const last = /(\d+)(\D*)$/.exec(version);
  return last === null
    ? `${version}.1`
    : `${version.slice(0, last.index)}${String(Number(last[1]) + 1)}${last[2] ?? ''}`;
}
