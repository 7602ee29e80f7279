import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { StationFileView, TransferView } from '../../../electron/contract/files.ts';
import { eventually } from '../../harness/eventually.ts';
import { minuteMs, useStand, type ChargePoint } from '../../harness/stand.ts';
import { anyText, status as statusOf } from '../../harness/steps.ts';
import { asks, says, type Exchange } from '../../harness/wire.ts';

const stand = useStand();

const image = Buffer.from('firmware of a charge point '.repeat(4_000));
const fileName = 'NE-AC22-3.5.0.bin';
const ownAddress = (name = ''): unknown =>
  expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:${new URL(stand.service.ocppUrl).port}/.+${name}$`));
const idle = ['Heartbeat', 'StatusNotification', 'SecurityEventNotification'];

async function storeFirmware(): Promise<StationFileView> {
  const { fileId } = await stand.client.call('files.begin', { fileName, sizeBytes: image.length });
  return stand.client.call('files.append', { fileId, offset: 0, base64: image.toString('base64') });
}

const firmwareSays = (word: string): Exchange => says('FirmwareStatusNotification', { status: word });
const diagnosticsSay = (word: string): Exchange => says('DiagnosticsStatusNotification', { status: word });
const updateAsked = (): Exchange => asks('UpdateFirmware', { location: ownAddress(), retrieveDate: anyText });

async function transferOf({ stationId }: Pick<ChargePoint, 'stationId'>): Promise<TransferView> {
  const { rows } = await stand.client.call('transfers.list', { stationId });
  const [only] = rows;
  if (only === undefined || rows.length > 1) throw new Error(`${String(rows.length)} transfers of ${stationId}`);
  return only;
}

/** Lets the station's minutes pass until its transfer has ended so and it has said its last word. */
async function transferred(point: ChargePoint, state: TransferView['state'], status: string): Promise<TransferView> {
  return eventually(async () => {
    await point.time.advance(minuteMs);
    const transfer = await transferOf(point);
    expect(transfer).toMatchObject({ state, status, elsewhere: false });
    return transfer;
  });
}

async function update(point: ChargePoint, state: TransferView['state'], status: string): Promise<TransferView> {
  const { fileId } = await storeFirmware();
  expect(await point.command({ type: 'updateFirmware', fileId })).toMatchObject({ kind: 'accepted' });
  const transfer = await transferred(point, state, status);
  expect(transfer).toMatchObject({ kind: 'firmware', fileId, fileName });
  return transfer;
}

const words = ({ statuses }: TransferView): readonly string[] => statuses.map((told) => told.status);

it('TC_044_1_CSMS firmware update, download and install', async () => {
  const point = await stand.booted('TC_044_1');
  const transfer = await update(point, 'done', 'Installed');
  expect(transfer.movedBytes).toBe(image.length);
  expect(words(transfer)).toEqual(['Downloading', 'Downloaded', 'Installing', 'Installed']);
  const firmwareVersion = '3.5.0';
  await point.wire.shows(
    [
      updateAsked(),
      firmwareSays('Downloading'),
      firmwareSays('Downloaded'),
      firmwareSays('Installing'),
      says('BootNotification', { firmwareVersion }, { status: 'Accepted', currentTime: anyText, interval: 300 }),
      firmwareSays('Installed'),
    ],
    idle,
  );
  expect(point.wire.of('StatusNotification').at(-1)).toEqual(statusOf('Available'));
  expect(await point.view()).toMatchObject({ online: true, firmwareVersion, evses: [{ status: 'Available' }] });
});

it('TC_044_2_CSMS firmware update, download failed', async () => {
  const point = await stand.booted('TC_044_2', { behaviour: { firmware: 'downloadFailed' } });
  const transfer = await update(point, 'failed', 'DownloadFailed');
  expect(words(transfer)).toEqual(['Downloading', 'DownloadFailed']);
  await point.wire.shows([updateAsked(), firmwareSays('Downloading'), firmwareSays('DownloadFailed')], idle);
});

it('TC_044_3_CSMS firmware update, installation failed', async () => {
  const point = await stand.booted('TC_044_3', { behaviour: { firmware: 'installationFailed' } });
  const transfer = await update(point, 'failed', 'InstallationFailed');
  expect(words(transfer)).toEqual(['Downloading', 'Downloaded', 'Installing', 'InstallationFailed']);
  const said = ['Downloading', 'Downloaded', 'Installing', 'InstallationFailed'].map(firmwareSays);
  await point.wire.shows([updateAsked(), ...said], idle);
  expect(await point.view()).toMatchObject({ firmwareVersion: '3.4.1', evses: [{ status: 'Available' }] });
});

it('TC_045_1_CSMS get diagnostics', async () => {
  const point = await stand.booted('TC_045_1');
  const result = await point.command({ type: 'getDiagnostics', retries: 2, retryIntervalSeconds: 10 });
  expect(result).toMatchObject({ kind: 'accepted', response: { fileName: anyText } });
  const transfer = await transferred(point, 'done', 'Uploaded');
  expect(words(transfer)).toEqual(['Uploading', 'Uploaded']);
  const request = { location: ownAddress(), retries: 2, retryInterval: 10 };
  await point.wire.shows(
    [
      asks('GetDiagnostics', request, { fileName: result.response?.fileName }),
      diagnosticsSay('Uploading'),
      diagnosticsSay('Uploaded'),
    ],
    idle,
  );
  const { rows } = await stand.client.call('files.list', { stationId: 'TC_045_1' });
  expect(rows).toMatchObject([{ fileId: transfer.fileId, kind: 'diagnostics', fileName: result.response?.fileName }]);
  const { base64, last } = await stand.client.call('files.read', {
    fileId: transfer.fileId ?? '',
    offset: 0,
    length: 1_048_576,
  });
  const content = Buffer.from(base64, 'base64');
  expect(last).toBe(true);
  expect(content.toString()).toContain('NumberOfConnectors=1');
  expect(rows[0]).toMatchObject({
    sizeBytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  });
});

it('TC_045_2_CSMS get diagnostics, upload failed', async () => {
  const point = await stand.booted('TC_045_2', { behaviour: { upload: 'uploadFailed' } });
  await point.command({ type: 'getDiagnostics' });
  const transfer = await transferred(point, 'failed', 'UploadFailed');
  expect(words(transfer)).toEqual(['Uploading', 'UploadFailed']);
  await point.wire.shows(
    [asks('GetDiagnostics', { location: ownAddress() }), diagnosticsSay('Uploading'), diagnosticsSay('UploadFailed')],
    idle,
  );
  expect((await stand.client.call('files.list', { stationId: 'TC_045_2' })).total).toBe(0);
});
