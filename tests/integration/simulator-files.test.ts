import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { createAuthority } from './ocpp/test-certificates.ts';
import { startFileServer, type FileServer } from './simulator/file-server.ts';
import { eventually } from '../harness/eventually.ts';
import { startSite, type SimulatedSite } from './simulator/simulated-site.ts';

const minuteMs = 60_000;
const image = Buffer.from('firmware '.repeat(10_000));

interface FileSite extends SimulatedSite {
  readonly files: FileServer;
  /** Words of the firmware, diagnostics and log messages so far. */
  readonly words: () => readonly string[];
  /** Lets time pass until those words were said, and no others. */
  readonly says: (...words: readonly string[]) => Promise<void>;
}

async function fileSite(options: Partial<SimulatedStationOptions> = {}): Promise<FileSite> {
  const files = await startFileServer(image);
  // Certificates are of today.
  // Simulated minutes pass faster than a pong comes back.
  const configuration = { WebSocketPingInterval: '0' };
  const site = await startSite({ rebootMs: 1, configuration, ...options }, Date.now());
  await site.station.boot();
  const words = () =>
    (
      [
        'FirmwareStatusNotification',
        'SignedFirmwareStatusNotification',
        'DiagnosticsStatusNotification',
        'LogStatusNotification',
      ] as const
    ).flatMap((action) => site.calls(action).map(({ status }) => status));
  const says = (...expected: readonly string[]) =>
    eventually(async () => {
      await site.time.advance(minuteMs);
      expect(words()).toEqual(expected);
    });
  return { ...site, files, words, says };
}

const now = (): string => new Date().toISOString();

describe('a firmware update', () => {
  it('is fetched, installed, and reported in by its version after a restart', async () => {
    const { command, files, says, station, calls } = await fileSite();
    const location = `${files.url}/NE-9.8.7.bin`;
    expect(await command({ type: 'updateFirmware', location, retrieveAt: now() })).toMatchObject({ kind: 'accepted' });
    await says('Downloading', 'Downloaded', 'Installing', 'Installed');
    expect(calls('BootNotification').at(-1)).toMatchObject({ firmwareVersion: '9.8.7' });
    expect(station.inside().firmwareVersion).toBe('9.8.7');
    expect(station.connector(1).status).toBe('Available');
  });

  it('waits for the charge that runs', async () => {
    const { command, files, says, station } = await fileSite();
    await station.plugIn(1);
    await station.startTransaction(1, '04A2B91C5F8280');
    await command({ type: 'updateFirmware', location: `${files.url}/f.bin`, retrieveAt: now() });
    await says('Downloading', 'Downloaded');
    await station.stopTransaction(1);
    await says('Downloading', 'Downloaded', 'Installing', 'Installed');
    expect(station.inside().firmwareVersion).toBe('3.4.2');
  });

  it('is tried again as often as it was told to', async () => {
    const { command, files, says } = await fileSite();
    files.failures = 2;
    const retry = { retries: 2, retryIntervalSeconds: 30 };
    await command({ type: 'updateFirmware', location: `${files.url}/f.bin`, retrieveAt: now(), ...retry });
    await says('Downloading', 'Downloaded', 'Installing', 'Installed');
  });

  it.each([
    ['downloadFailed', ['Downloading', 'DownloadFailed']],
    ['installationFailed', ['Downloading', 'Downloaded', 'Installing', 'InstallationFailed']],
  ] as const)('fails as scripted: %s', async (firmware, words) => {
    const { command, files, says, station } = await fileSite({ behaviour: { firmware } });
    await command({ type: 'updateFirmware', location: `${files.url}/f.bin`, retrieveAt: now() });
    await says(...words);
    expect(station.inside().firmwareVersion).toBe('3.4.1');
    expect(station.connector(1).status).toBe('Available');
  });

  it('that nobody serves fails', async () => {
    const { command, says } = await fileSite();
    await command({ type: 'updateFirmware', location: 'ftp://127.0.0.1/f.bin', retrieveAt: now() });
    await says('Downloading', 'DownloadFailed');
  });
});

describe('a signed firmware update', () => {
  async function signedUpdate(site: FileSite, signed: Buffer, kind: 'ecdsa' | 'rsa') {
    const manufacturer = await createAuthority(kind, 'Manufacturer');
    const { certificate, privateKey } = await manufacturer.issue(kind, 'Signer');
    const command = {
      type: 'signedUpdateFirmware',
      requestId: 5,
      location: `${site.files.url}/NE-9.9.9.bin`,
      retrieveAt: now(),
      signingCertificate: certificate,
      signature: sign('sha256', signed, privateKey).toString('base64'),
    } as const;
    return { root: manufacturer.certificate, command };
  }

  it.each(['ecdsa', 'rsa'] as const)('is verified against the certificate of its %s signer', async (kind) => {
    const site = await fileSite();
    const { root, command } = await signedUpdate(site, image, kind);
    await site.command({
      type: 'installCertificate',
      certificateType: 'ManufacturerRootCertificate',
      certificate: root,
    });
    expect(await site.command(command)).toMatchObject({ kind: 'accepted' });
    await site.says(
      ...['Downloading', 'Downloaded', 'SignatureVerified', 'Installing', 'InstallRebooting', 'Installed'],
    );
    expect(site.calls('SignedFirmwareStatusNotification').every(({ requestId }) => requestId === 5)).toBe(true);
    await eventually(() => {
      expect(site.calls('SecurityEventNotification')).toMatchObject([{ type: 'FirmwareUpdated' }]);
    });
  });

  it('with the signature of something else is not installed', async () => {
    const site = await fileSite();
    const { command } = await signedUpdate(site, Buffer.from('something else'), 'ecdsa');
    await site.command(command);
    await site.says('Downloading', 'Downloaded', 'InvalidSignature');
    await eventually(() => {
      expect(site.calls('SecurityEventNotification')).toMatchObject([{ type: 'InvalidFirmwareSignature' }]);
    });
    expect(site.station.inside().firmwareVersion).toBe('3.4.1');
  });

  it('of another manufacturer is refused', async () => {
    const site = await fileSite();
    const { command } = await signedUpdate(site, image, 'ecdsa');
    const { certificate } = await createAuthority('ecdsa', 'The real manufacturer');
    await site.command({ type: 'installCertificate', certificateType: 'ManufacturerRootCertificate', certificate });
    expect(await site.command(command)).toMatchObject({ response: { status: 'InvalidCertificate' } });
    await eventually(() => {
      expect(site.calls('SecurityEventNotification')).toMatchObject([{ type: 'InvalidFirmwareSigningCertificate' }]);
    });
    expect(site.words()).toEqual([]);
  });
});

describe('an upload', () => {
  it.each([
    [{}, 'PUT', /^\/logs\/NE26-\d+-diagnostics-\d+\.log\?key=1$/],
    [{ method: 'POST', toFolder: false }, 'POST', /^\/logs\?key=1$/],
    [{ method: 'form' }, 'POST', /^\/logs\/.+\.log\?key=1$/],
  ] as const)('of diagnostics goes where it is told to, in the style %j', async (uploadStyle, method, path) => {
    const { command, files, says } = await fileSite({ uploadStyle });
    await command({ type: 'setConfiguration', key: 'AuthorizationKey', value: 'not hexadecimal' });
    const result = await command({ type: 'getDiagnostics', location: `${files.url}/logs?key=1` });
    expect(result.response?.fileName).toMatch(/\.log$/);
    await says('Uploading', 'Uploaded');
    const [upload] = files.uploads;
    expect(upload).toMatchObject({ method, path: expect.stringMatching(path) as unknown });
    expect(upload?.body.toString()).toContain('NumberOfConnectors=2');
    expect(upload?.body.toString()).toContain('"BootNotification"');
    expect(upload?.body.toString()).not.toContain('not hexadecimal');
  });

  it('of the security log holds what happened, and answers by its number', async () => {
    const { command, files, says, station, calls } = await fileSite();
    await station.reportSecurityEvent('TamperDetectionActivated', 'lid');
    const log = { type: 'getLog', log: 'SecurityLog', requestId: 12, location: `${files.url}/l` } as const;
    expect(await command(log)).toMatchObject({ response: { status: 'Accepted' } });
    await says('Uploading', 'Uploaded');
    expect(files.uploads[0]?.body.toString()).toMatch(/StartupOfTheDevice\n.+ TamperDetectionActivated lid\n/);
    expect(calls('LogStatusNotification')[1]).toEqual({ status: 'Uploaded', requestId: 12 });
    expect(calls('SecurityEventNotification')).toMatchObject([{ type: 'TamperDetectionActivated', techInfo: 'lid' }]);
  });

  it('fails as scripted, or has nothing to send', async () => {
    const { command, files, says, station } = await fileSite({ behaviour: { upload: 'uploadFailed' } });
    await command({ type: 'getDiagnostics', location: files.url });
    await says('Uploading', 'UploadFailed');
    await command({ type: 'getLog', log: 'DiagnosticsLog', requestId: 1, location: 'ftp://127.0.0.1/x' });
    await says('Uploading', 'UploadFailed', 'NotSupportedOperation');
    station.behave({ upload: 'nothingToSend' });
    expect((await command({ type: 'getDiagnostics', location: files.url })).response).not.toHaveProperty('fileName');
    expect(files.uploads).toEqual([]);
  });
});
