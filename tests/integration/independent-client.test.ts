import type { RPCClient } from 'ocpp-rpc';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectIndependentClient } from '../harness/independent-client.ts';
import { openDoors, type RunningService, startService } from '../harness/service.ts';

describe('a charge point client written by others', () => {
  let service: RunningService;
  let station: RPCClient;

  beforeEach(async () => {
    service = await startService({ flags: openDoors });
    station = await connectIndependentClient(service.ocppUrl, 'Hall 7:left');
  });

  afterEach(async () => {
    await station.close();
    await service.stop();
  });

  const boot = (): Promise<unknown> =>
    station.call('BootNotification', { chargePointVendor: 'Elsewhere', chargePointModel: 'Independent 22' });
  const status = (word: string): Promise<unknown> =>
    station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word });

  test('boots, charges and is exported', async () => {
    expect(await boot()).toMatchObject({ status: 'Accepted' });
    await status('Preparing');
    expect(await station.call('Authorize', { idTag: '=1+2' })).toMatchObject({ idTagInfo: { status: 'Accepted' } });
    const startedAt = new Date();
    const { transactionId } = (await station.call('StartTransaction', {
      connectorId: 1,
      idTag: '=1+2',
      meterStart: 1_234_567,
      timestamp: startedAt.toISOString(),
    })) as { transactionId: number };
    await status('Charging');
    await station.call('MeterValues', {
      connectorId: 1,
      transactionId,
      meterValue: [
        {
          timestamp: new Date().toISOString(),
          sampledValue: [
            { value: '1236567', measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
            { value: '7.4', measurand: 'Power.Active.Import', unit: 'kW' },
          ],
        },
      ],
    });
    const [live] = await service.client.call('stations.list', {});
    expect(live?.evses[0]).toMatchObject({ status: 'Charging', session: { energyWh: 2000, powerW: 7400 } });
    await station.call('StopTransaction', {
      transactionId,
      meterStop: 1_240_000,
      timestamp: new Date(startedAt.getTime() + 30 * 60_000).toISOString(),
      reason: 'EVDisconnected',
    });
    await status('Available');

    const exported = await service.client.call('reports.export', {
      report: 'sessions',
      from: new Date(startedAt.getTime() - 3_600_000).toISOString(),
      to: new Date(startedAt.getTime() + 3_600_000).toISOString(),
      format: 'csv',
      profile: 'machine',
    });
    const csv = Buffer.from(exported.base64, 'base64').toString('utf8');
    const { data } = Papa.parse<Record<string, string>>(csv.replace(/^\uFEFF/, '').trim(), { header: true });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      meter_start_wh: '1234567',
      meter_stop_wh: '1240000',
      energy_wh: '5433',
      stop_reason: 'EVDisconnected',
    });
  });

  test('takes each Core command in the form its own schemas ask for', async () => {
    const received: string[] = [];
    const answers: Record<string, object> = {
      ChangeAvailability: { status: 'Scheduled' },
      ChangeConfiguration: { status: 'RebootRequired' },
      ClearCache: { status: 'Accepted' },
      DataTransfer: { status: 'UnknownVendorId' },
      GetConfiguration: { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] },
      RemoteStartTransaction: { status: 'Accepted' },
      RemoteStopTransaction: { status: 'Rejected' },
      Reset: { status: 'Accepted' },
      UnlockConnector: { status: 'NotSupported' },
    };
    for (const [action, answer] of Object.entries(answers)) {
      station.handle(action, () => {
        received.push(action);
        return Promise.resolve(answer);
      });
    }
    await boot();
    await status('Available');
    const [{ stationId } = { stationId: '' }] = await service.client.call('stations.list', {});
    const command = (command: Parameters<typeof service.client.call<'stations.command'>>[1]['command']) =>
      service.client.call('stations.command', { stationId, command });

    expect(await command({ type: 'remoteStart', evseId: 1, idToken: 'CARD-1' })).toMatchObject({ kind: 'accepted' });
    expect(await command({ type: 'remoteStop', transactionId: '77' })).toMatchObject({ kind: 'rejected' });
    expect(await command({ type: 'unlock', evseId: 1 })).toMatchObject({ kind: 'notSupported' });
    expect(await command({ type: 'changeAvailability', evseId: 1, operationalStatus: 'Inoperative' })).toMatchObject({
      kind: 'accepted',
      response: { status: 'Scheduled' },
    });
    expect(await command({ type: 'getConfiguration' })).toMatchObject({
      response: { configuration: [{ key: 'HeartbeatInterval', value: '300', readonly: false }] },
    });
    expect(await command({ type: 'setConfiguration', key: 'HeartbeatInterval', value: '600' })).toMatchObject({
      kind: 'accepted',
      response: { status: 'RebootRequired' },
    });
    expect(await command({ type: 'clearCache' })).toMatchObject({ kind: 'accepted' });
    expect(await command({ type: 'dataTransfer', vendorId: 'az.example', data: 'ə' })).toMatchObject({
      kind: 'notSupported',
      response: { status: 'UnknownVendorId' },
    });
    expect(await command({ type: 'reset', mode: 'soft' })).toMatchObject({ kind: 'accepted' });
    expect(new Set(received)).toEqual(new Set(Object.keys(answers)));
  });
});
