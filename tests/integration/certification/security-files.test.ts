import { sign } from 'node:crypto';
import { expect, it } from 'vitest';
import type { TransferView } from '../../../electron/contract/files.ts';
import { eventually } from '../../harness/eventually.ts';
import { minuteMs, type ChargePoint } from '../../harness/stand.ts';
import type { SimulatedStationOptions } from '../../../ocpp/simulator/station-options.ts';
import { useSecureStand } from '../../harness/secure-stand.ts';
import { anyNumber, anyText } from '../../harness/steps.ts';
import { asks, says, type Exchange } from '../../harness/wire.ts';
import { createAuthority } from '../ocpp/test-certificates.ts';

const stand = useSecureStand();

const image = Buffer.from('signed firmware of a charge point '.repeat(2_000));
const besides = ['Heartbeat', 'StatusNotification', 'SecurityEventNotification'];
const accepted = { status: 'Accepted' };

async function secured(stationId: string, options: Partial<SimulatedStationOptions> = {}): Promise<ChargePoint> {
  const { point } = await stand.secured(stationId, options);
  await point.station.boot();
  point.wire.forget();
  return point;
}

async function transferred(point: ChargePoint, state: TransferView['state'], status: string): Promise<TransferView> {
  return eventually(async () => {
    await point.time.advance(minuteMs);
    const { rows } = await stand.client.call('transfers.list', { stationId: point.stationId });
    const [only] = rows;
    expect(rows).toMatchObject([{ state, status, elsewhere: false }]);
    if (only === undefined) throw new Error('No transfer');
    return only;
  });
}

/** Has signed firmware installed. */
async function update(point: ChargePoint, state: TransferView['state'], status: string): Promise<readonly Exchange[]> {
  const manufacturer = await createAuthority('ecdsa', 'Manufacturer');
  const { certificate, privateKey } = await manufacturer.issue('ecdsa', 'Firmware signer');
  const { certificate: root } = manufacturer;
  await point.command({
    type: 'installCertificate',
    certificateType: 'ManufacturerRootCertificate',
    certificate: root,
  });
  const { fileId } = await stand.client.call('files.begin', { fileName: 'NE-3.6.0.bin', sizeBytes: image.length });
  await stand.client.call('files.append', { fileId, offset: 0, base64: image.toString('base64') });
  point.wire.forget();
  const signature = sign('sha256', image, privateKey).toString('base64');
  const command = { type: 'signedUpdateFirmware', fileId, signingCertificate: certificate, signature } as const;
  expect(await point.command(command)).toMatchObject({ kind: 'accepted', response: accepted });
  expect(await transferred(point, state, status)).toMatchObject({ kind: 'firmware', fileId });
  const firmware = { location: anyText, retrieveDateTime: anyText, signingCertificate: certificate, signature };
  return [asks('SignedUpdateFirmware', { requestId: anyNumber, firmware }, accepted)];
}

const firmwareSays = (word: string): Exchange =>
  says('SignedFirmwareStatusNotification', { status: word, requestId: anyNumber });
const logSays = (word: string): Exchange => says('LogStatusNotification', { status: word, requestId: anyNumber });

it('TC_079_CSMS get security log', async () => {
  const point = await secured('TC_079');
  const result = await point.command({ type: 'getLog', log: 'SecurityLog' });
  expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted', fileName: anyText } });
  const transfer = await transferred(point, 'done', 'Uploaded');
  const request = { logType: 'SecurityLog', requestId: anyNumber, log: { remoteLocation: anyText } };
  await point.wire.shows([asks('GetLog', request, accepted), logSays('Uploading'), logSays('Uploaded')], besides);
  expect(transfer).toMatchObject({ kind: 'log', status: 'Uploaded' });
  const { rows } = await stand.client.call('files.list', { stationId: 'TC_079' });
  expect(rows).toMatchObject([{ fileId: transfer.fileId, kind: 'log', fileName: result.response?.fileName }]);
  const content = await stand.client.call('files.read', { fileId: transfer.fileId ?? '', offset: 0, length: 65_536 });
  expect(Buffer.from(content.base64, 'base64').toString()).toContain('StartupOfTheDevice');
});

it('TC_080_CSMS secure firmware update', async () => {
  const point = await secured('TC_080');
  const asked = await update(point, 'done', 'Installed');
  await point.wire.shows(
    [
      ...asked,
      firmwareSays('Downloading'),
      firmwareSays('Downloaded'),
      firmwareSays('SignatureVerified'),
      firmwareSays('Installing'),
      firmwareSays('InstallRebooting'),
      says(
        'BootNotification',
        { firmwareVersion: '3.6.0' },
        { status: 'Accepted', currentTime: anyText, interval: 300 },
      ),
      firmwareSays('Installed'),
    ],
    besides,
  );
  await stand.client.event(
    'securityEvents.added',
    ({ stationId, type, critical }) => stationId === 'TC_080' && type === 'FirmwareUpdated' && critical,
  );
  expect(await point.view()).toMatchObject({ online: true, firmwareVersion: '3.6.0' });
});

it('TC_081_CSMS secure firmware update, invalid signature', async () => {
  const point = await secured('TC_081', { behaviour: { firmware: 'invalidSignature' } });
  const asked = await update(point, 'failed', 'InvalidSignature');
  await point.wire.shows(
    [...asked, firmwareSays('Downloading'), firmwareSays('Downloaded'), firmwareSays('InvalidSignature')],
    besides,
  );
  const { rows } = await stand.client.call('transfers.list', { stationId: 'TC_081' });
  expect(rows).toMatchObject([{ state: 'failed', status: 'InvalidSignature' }]);
  expect(await point.view()).toMatchObject({ firmwareVersion: '3.4.1' });
  await stand.client.event(
    'securityEvents.added',
    ({ stationId, type }) => stationId === 'TC_081' && type === 'InvalidFirmwareSignature',
  );
});
