import type { DiagnosticsWord, LogWord, NumberedWord, UploadOrder, Uploads } from './file-orders.ts';
import type { LoggedFrame } from './connection.ts';
import { writeTime } from '../station-time.ts';
import { isHttp, upload } from './http-transfer.ts';
import { retrying } from './retrying.ts';
import type { Station } from './station-parts.ts';

/** Uploads of diagnostics and logs, and how the last one stands. A new order takes the place of one that is under way. */
export class LogUploads implements Uploads {
  readonly #station: Station;
  readonly #frames: () => readonly LoggedFrame[];
  #order = 0;
  diagnosticsWord: DiagnosticsWord = 'Idle';
  logWord: NumberedWord<LogWord> = { status: 'Idle' };

  constructor(station: Station, frames: () => readonly LoggedFrame[]) {
    this.#station = station;
    this.#frames = frames;
  }

  get isBusy(): boolean {
    return this.diagnosticsWord !== 'Idle' || this.logWord.status !== 'Idle';
  }

  newFileName(kind: 'diagnostics' | 'security'): string {
    const { profile, time } = this.#station;
    return `${profile.serialNumber}-${kind}-${writeTime(time.now()).replace(/\D/g, '')}.log`;
  }

  async uploadDiagnostics(order: UploadOrder, fileName: string): Promise<void> {
    const number = this.#begin();
    const tell = async (status: DiagnosticsWord): Promise<void> => {
      if (number !== this.#order) return;
      this.diagnosticsWord = status === 'Uploading' ? status : 'Idle';
      await this.#station.uplink.call('DiagnosticsStatusNotification', { status });
    };
    await tell('Uploading');
    const isDone = await this.#send(order, fileName, this.#diagnostics(order));
    await tell(isDone ? 'Uploaded' : 'UploadFailed');
  }

  async uploadLog(order: UploadOrder, fileName: string, log: string, requestId: number): Promise<void> {
    const number = this.#begin();
    const tell = async (status: LogWord): Promise<void> => {
      if (number !== this.#order) return;
      this.logWord = status === 'Uploading' ? { status, requestId } : { status: 'Idle' };
      await this.#station.uplink.call('LogStatusNotification', { status, requestId });
    };
    if (!isHttp(order.location)) {
      await tell('NotSupportedOperation');
      return;
    }
    await tell('Uploading');
    const content = log === 'SecurityLog' ? this.#securityLog(order) : this.#diagnostics(order);
    const isDone = await this.#send(order, fileName, content);
    await tell(isDone ? 'Uploaded' : 'UploadFailure');
  }

  #begin(): number {
    this.diagnosticsWord = 'Idle';
    this.logWord = { status: 'Idle' };
    this.#order += 1;
    return this.#order;
  }

  async #send(order: UploadOrder, fileName: string, content: string): Promise<boolean> {
    const { behaviour, time, access, uploadStyle } = this.#station;
    if (behaviour.upload === 'uploadFailed') return false;
    try {
      await retrying(time, order, () =>
        upload(order.location, fileName, Buffer.from(content), uploadStyle, access.trust()),
      );
      return true;
    } catch {
      return false;
    }
  }

  #diagnostics(order: UploadOrder): string {
    const { profile, firmware, configuration } = this.#station;
    const settings = configuration.read([]).configurationKey ?? [];
    return [
      `${profile.vendor} ${profile.model} ${profile.serialNumber} firmware ${firmware.version}`,
      ...settings.map(({ key, value = '' }) => `${key}=${value}`),
      ...this.#frames()
        .filter(({ at, text }) => isWithin(at, order) && !text.includes(secretKey))
        .map(({ at, text }) => `${writeTime(at)} ${text}`),
      '',
    ].join('\n');
  }

  #securityLog(order: UploadOrder): string {
    const events = this.#station.securityLog.events.filter(({ at }) => isWithin(at, order));
    return [...events.map(({ at, type, techInfo }) => `${writeTime(at)} ${type} ${techInfo}`.trim()), ''].join('\n');
  }
}

/** A frame that sets it is nobody's to read. */
const secretKey = 'AuthorizationKey';

const isWithin = (at: number, { from, to }: UploadOrder): boolean => at >= from && at <= to;
