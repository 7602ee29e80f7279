import { describe, expect, it } from 'vitest';
import type { Command, CommandOutcome } from '../../ocpp/model/command.ts';
import { OcppError } from '../../ocpp/model/ocpp-error.ts';
import { testNow } from './ocpp/memory-central-system.ts';
import { startServer, type TestServer } from './ocpp/test-server.ts';
import { TestStation } from './ocpp/test-station.ts';

async function connect(): Promise<TestServer & { readonly station: TestStation }> {
  const server = await startServer();
  return { ...server, station: await TestStation.dial(`${server.url}/CP1`) };
}

const reading = { timestamp: '2026-03-01T07:59:00Z', sampledValue: [{ value: '1500', unit: 'Wh' }] };

describe('what a station asks', () => {
  it('boots, and is told the time in whole seconds of UTC', async () => {
    const { station, centralSystem } = await connect();
    const boot = { chargePointVendor: 'V', chargePointModel: 'M', chargeBoxSerialNumber: 'S1', firmwareVersion: '' };
    expect(await station.call('BootNotification', boot)).toEqual([
      3,
      'id-1',
      { status: 'Accepted', currentTime: '2026-03-01T08:00:00Z', interval: 300 },
    ]);
    expect(centralSystem.boots).toEqual([
      {
        vendor: 'V',
        model: 'M',
        serialNumber: 'S1',
        firmwareVersion: null,
        meterType: null,
        meterSerialNumber: null,
        iccid: null,
        imsi: null,
      },
    ]);
  });

  it('boots although it tells neither vendor nor model', async () => {
    const { station, centralSystem } = await connect();
    expect(await station.call('BootNotification', { chargePointVendor: '' })).toMatchObject([3, 'id-1', {}]);
    expect(centralSystem.boots[0]).toMatchObject({ vendor: null, model: null });
  });

  it('sends a heartbeat, whatever it puts into it', async () => {
    const { station } = await connect();
    for (const payload of [{}, null, [], { extra: 1 }]) {
      const [type, , answer] = await station.call('Heartbeat', payload);
      expect([type, answer]).toEqual([3, { currentTime: '2026-03-01T08:00:00Z' }]);
    }
  });

  it('asks about a card and is told all that fits', async () => {
    const { station, centralSystem } = await connect();
    centralSystem.overrides = {
      authorize: () => Promise.resolve({ status: 'Expired', expiresAt: testNow, parentIdToken: 'GROUP' }),
    };
    expect(await station.call('Authorize', { idTag: 'CARD', connectorId: 1 })).toEqual([
      3,
      'id-1',
      { idTagInfo: { expiryDate: '2026-03-01T08:00:00Z', parentIdTag: 'GROUP', status: 'Expired' } },
    ]);
    centralSystem.overrides = {
      authorize: () => Promise.resolve({ status: 'Blocked', expiresAt: null, parentIdToken: 'G'.repeat(21) }),
    };
    expect(await station.call('Authorize', { idTag: 'CARD' })).toEqual([
      3,
      'id-2',
      { idTagInfo: { status: 'Blocked' } },
    ]);
  });

  it('charges: start, readings, stop', async () => {
    const { station, centralSystem } = await connect();
    const start = {
      connectorId: 2,
      idTag: 'CARD',
      meterStart: 1000,
      timestamp: '2026-03-01T07:00:00Z',
      reservationId: 0,
    };
    expect(await station.call('StartTransaction', start)).toEqual([
      3,
      'id-1',
      { idTagInfo: { status: 'Accepted' }, transactionId: 1 },
    ]);
    expect(await station.call('MeterValues', { connectorId: 2, transactionId: 1, meterValue: [reading] })).toEqual([
      3,
      'id-2',
      {},
    ]);
    const stop = {
      transactionId: 1,
      idTag: 'CARD',
      meterStop: 2000,
      timestamp: '2026-03-01T07:59:30Z',
      reason: 'EVDisconnected',
      transactionData: [reading],
    };
    expect(await station.call('StopTransaction', stop)).toEqual([3, 'id-3', { idTagInfo: { status: 'Accepted' } }]);
    expect(centralSystem.starts).toMatchObject([
      { evseId: 2, transactionId: null, idToken: 'CARD', meterStartWh: 1000, reservationId: null },
    ]);
    expect(centralSystem.meterReports).toMatchObject([
      { evseId: 2, transactionId: '1', meterValues: [{ sampledValues: [{ value: 1500, unit: 'Wh' }] }] },
    ]);
    expect(centralSystem.ends).toMatchObject([
      { transactionId: '1', idToken: 'CARD', meterStopWh: 2000, reason: 'EVDisconnected', meterValues: [{}] },
    ]);
  });

  it('stops without a card and gets no word about one', async () => {
    const { station } = await connect();
    const stop = { transactionId: 1, meterStop: 2000, timestamp: '2026-03-01T07:59:30Z' };
    expect(await station.call('StopTransaction', stop)).toEqual([3, 'id-1', {}]);
  });

  it('reports a state; connector 0 is the station itself', async () => {
    const { station, centralSystem } = await connect();
    const report = { connectorId: 1, errorCode: 'NoError', status: 'SuspendedEV', timestamp: '2026-03-01T07:00:00+00' };
    expect(await station.call('StatusNotification', report)).toEqual([3, 'id-1', {}]);
    await station.call('StatusNotification', {
      connectorId: 0,
      errorCode: 'GroundFailure',
      status: 'Faulted',
      info: ' ',
    });
    expect(centralSystem.statuses).toMatchObject([
      { evseId: 1, connectorId: 1, status: 'SuspendedEV', errorCode: null, time: { at: Date.UTC(2026, 2, 1, 7) } },
      { evseId: 0, connectorId: 0, status: 'Faulted', errorCode: 'GroundFailure', info: null, time: { text: null } },
    ]);
  });

  it('sends vendor data and is answered by the rules', async () => {
    const { station, centralSystem } = await connect();
    centralSystem.overrides = { dataTransfer: () => Promise.resolve({ status: 'Accepted', data: 'back' }) };
    expect(await station.call('DataTransfer', { vendorId: 'V', data: { a: 1 } })).toEqual([
      3,
      'id-1',
      { status: 'Accepted', data: 'back' },
    ]);
  });

  it('reports firmware, diagnostics, logs and security events, and asks for a certificate', async () => {
    const { station, centralSystem } = await connect();
    expect(await station.call('FirmwareStatusNotification', { status: 'Installed' })).toEqual([3, 'id-1', {}]);
    expect(
      await station.call('SignedFirmwareStatusNotification', { status: 'InvalidSignature', requestId: 7 }),
    ).toEqual([3, 'id-2', {}]);
    expect(await station.call('DiagnosticsStatusNotification', { status: 'Uploaded' })).toEqual([3, 'id-3', {}]);
    expect(await station.call('LogStatusNotification', { status: 'Uploading', requestId: 1 })).toEqual([3, 'id-4', {}]);
    const event = { type: 'StartupOfTheDevice', timestamp: '2026-03-01T07:00:00Z' };
    expect(await station.call('SecurityEventNotification', event)).toEqual([3, 'id-5', {}]);
    expect(await station.call('SignCertificate', { csr: 'x' })).toEqual([3, 'id-6', { status: 'Accepted' }]);
    expect(centralSystem.firmwareReports).toEqual([
      { status: 'Installed', requestId: null },
      { status: 'InvalidSignature', requestId: 7 },
    ]);
    expect(centralSystem.logReports).toEqual([
      { status: 'Uploaded', requestId: null },
      { status: 'Uploading', requestId: 1 },
    ]);
    expect(centralSystem.securityEvents).toMatchObject([{ type: 'StartupOfTheDevice', techInfo: null }]);
    expect(centralSystem.certificateRequests).toEqual(['x']);
  });

  it('has every question and its answer stored together, byte for byte', async () => {
    const { station, centralSystem } = await connect();
    const text = '[2, "a" ,"Heartbeat", { } ]';
    station.send(text);
    const answer = await station.receive();
    expect(centralSystem.exchanged).toEqual([
      { at: testNow, direction: 'in', kind: 'call', messageId: 'a', action: 'Heartbeat', text },
      { at: testNow, direction: 'out', kind: 'result', messageId: 'a', action: 'Heartbeat', text: answer },
    ]);
  });

  it('is told when the rules refuse, in the words of 1.6', async () => {
    const { station, centralSystem } = await connect();
    centralSystem.overrides = {
      heartbeat: () => Promise.reject(new OcppError('SecurityError', 'Not accepted yet.')),
      authorize: () => Promise.reject(new OcppError('OccurrenceConstraintViolation')),
    };
    expect(await station.call('Heartbeat', {})).toEqual([4, 'id-1', 'SecurityError', 'Not accepted yet.', {}]);
    expect(await station.call('Authorize', { idTag: 'A' })).toEqual([
      4,
      'id-2',
      'OccurenceConstraintViolation',
      '',
      {},
    ]);
    expect(centralSystem.exchanged.filter(({ kind }) => kind === 'error')).toHaveLength(2);
  });
});

describe('what breaks inside', () => {
  it('is an InternalError that gives nothing away', async () => {
    const { station, centralSystem } = await connect();
    centralSystem.overrides = { heartbeat: () => Promise.reject(new Error('secret path')) };
    expect(await station.call('Heartbeat', {})).toEqual([4, 'id-1', 'InternalError', '', {}]);
  });

  it('never makes a station repeat its readings or its stop for ever', async () => {
    const { station, centralSystem } = await connect();
    const broken = (): Promise<never> => Promise.reject(new Error('bug'));
    centralSystem.overrides = { meterValues: broken, transactionEnded: broken };
    expect(await station.call('MeterValues', { connectorId: 1, meterValue: [reading] })).toEqual([3, 'id-1', {}]);
    expect(await station.call('StopTransaction', { transactionId: 1, meterStop: 1 })).toEqual([3, 'id-2', {}]);
  });

  it('is not sent when our own answer breaks the schema', async () => {
    const { station, centralSystem } = await connect();
    centralSystem.overrides = {
      transactionStarted: () =>
        Promise.resolve({
          transactionId: 'not a number',
          idTokenInfo: { status: 'Accepted', expiresAt: null, parentIdToken: null },
        }),
    };
    expect(await station.call('StartTransaction', {})).toEqual([4, 'id-1', 'InternalError', '', {}]);
  });
});

describe('what a station gets wrong and is answered all the same', () => {
  it('starts without a time, a card, a connector and a usable register', async () => {
    const { station, centralSystem } = await connect();
    expect(await station.call('StartTransaction', { meterStart: -1 })).toMatchObject([3, 'id-1', { transactionId: 1 }]);
    expect(centralSystem.starts).toEqual([
      {
        evseId: 0,
        transactionId: null,
        idToken: '',
        meterStartWh: null,
        time: { text: null, at: null, zoneMissing: false },
        reservationId: null,
      },
    ]);
  });

  it.each([-1, 0])('stops transaction %i', async (transactionId) => {
    const { station, centralSystem } = await connect();
    const stop = { transactionId, meterStop: -1, timestamp: 'when it was done', reason: 'evDisconnected' };
    expect(await station.call('StopTransaction', stop)).toEqual([3, 'id-1', {}]);
    expect(centralSystem.ends).toEqual([
      {
        transactionId: String(transactionId),
        idToken: null,
        meterStopWh: null,
        time: { text: 'when it was done', at: null, zoneMissing: false },
        reason: 'EVDisconnected',
        meterValues: [],
      },
    ]);
  });

  it('stops without a reason, which means Local, or with one of its own', async () => {
    const { station, centralSystem } = await connect();
    await station.call('StopTransaction', { transactionId: 1, meterStop: 26008.333 });
    await station.call('StopTransaction', { transactionId: 1, meterStop: '2,6', reason: 'CarIsFull' });
    expect(centralSystem.ends).toMatchObject([
      { reason: 'Local', meterStopWh: 26008 },
      { reason: 'CarIsFull', meterStopWh: 3 },
    ]);
  });

  it('sends readings as broken JSON, as an object, with numbers, with nothing in them', async () => {
    const { station, centralSystem } = await connect();
    station.send(
      '[2,"a","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[{"sampledValue":[{"value":7}]}]}]',
    );
    expect(await station.read()).toEqual([3, 'a', {}]);
    await station.call('MeterValues', {
      connectorId: 1,
      meterValue: { timestamp: 't', sampledValue: { value: 604.213, unit: 'kWh' } },
    });
    expect(await station.call('MeterValues', { connectorId: 1, meterValue: [{ sampledValue: [] }] })).toEqual([
      3,
      'id-2',
      {},
    ]);
    expect(await station.call('MeterValues', {})).toEqual([3, 'id-3', {}]);
    expect(centralSystem.meterReports).toMatchObject([
      { transactionId: null, meterValues: [{ time: { at: null }, sampledValues: [{ text: '7', value: 7 }] }] },
      { meterValues: [{ sampledValues: [{ text: '604.213', value: 604.213, unit: 'kWh' }] }] },
      { evseId: 1, meterValues: [] },
      { evseId: 0, meterValues: [] },
    ]);
  });

  it('takes five thousand samples in one message', async () => {
    const { station, centralSystem } = await connect();
    const sampledValue = Array.from({ length: 5_000 }, (_, index) => ({ value: String(index) }));
    await station.call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: 't', sampledValue }] });
    expect(centralSystem.meterReports[0]?.meterValues[0]?.sampledValues).toHaveLength(5_000);
  });

  it('reports a state with words nobody knows', async () => {
    const { station, centralSystem } = await connect();
    await station.call('StatusNotification', { connectorId: 1, errorCode: 'Error', status: 'Melting' });
    await station.call('StatusNotification', { connectorId: '1', status: 'occupied' });
    expect(centralSystem.statuses).toMatchObject([
      { status: 'Unknown', errorCode: 'Error' },
      { evseId: 1, status: 'Occupied', errorCode: null },
    ]);
  });

  it('reports a state of nothing, which is the one thing that has no answer', async () => {
    const { station } = await connect();
    expect(await station.call('StatusNotification', { status: 'Available' })).toEqual([
      4,
      'id-1',
      'OccurenceConstraintViolation',
      'required: /connectorId',
      {},
    ]);
  });
});

describe('what the operator commands', () => {
  const cases: readonly (readonly [Command, string, object])[] = [
    [{ type: 'remoteStart', evseId: 1, idToken: 'CARD' }, 'RemoteStartTransaction', { connectorId: 1, idTag: 'CARD' }],
    [{ type: 'remoteStart', idToken: 'CARD' }, 'RemoteStartTransaction', { idTag: 'CARD' }],
    [{ type: 'remoteStop', transactionId: '42' }, 'RemoteStopTransaction', { transactionId: 42 }],
    [{ type: 'reset', mode: 'soft' }, 'Reset', { type: 'Soft' }],
    [{ type: 'reset', mode: 'hard' }, 'Reset', { type: 'Hard' }],
    [{ type: 'unlock', evseId: 2 }, 'UnlockConnector', { connectorId: 2 }],
    [
      { type: 'changeAvailability', operationalStatus: 'Inoperative' },
      'ChangeAvailability',
      { connectorId: 0, type: 'Inoperative' },
    ],
    [
      { type: 'changeAvailability', evseId: 1, operationalStatus: 'Operative' },
      'ChangeAvailability',
      { connectorId: 1, type: 'Operative' },
    ],
    [{ type: 'getConfiguration' }, 'GetConfiguration', {}],
    [{ type: 'getConfiguration', keys: ['HeartbeatInterval'] }, 'GetConfiguration', { key: ['HeartbeatInterval'] }],
    [{ type: 'setConfiguration', key: 'K', value: 'V' }, 'ChangeConfiguration', { key: 'K', value: 'V' }],
    [{ type: 'clearCache' }, 'ClearCache', {}],
    [
      { type: 'dataTransfer', vendorId: 'V', messageId: 'M', data: 'D' },
      'DataTransfer',
      { vendorId: 'V', messageId: 'M', data: 'D' },
    ],
  ];

  it.each(cases)('goes out as its call: %j', async (command, action, payload) => {
    const { station, server } = await connect();
    const outcome = server.link.command('CP1', command);
    const [type, , sentAction, sentPayload] = await station.answer(
      command.type === 'unlock' ? { status: 'Unlocked' } : { status: 'Accepted' },
    );
    expect([type, sentAction, sentPayload]).toEqual([2, action, payload]);
    expect((await outcome).kind).toBe('accepted');
  });

  it('that sets a password is kept without it', async () => {
    const { station, server, centralSystem } = await connect();
    const outcome = server.link.command('CP1', {
      type: 'setConfiguration',
      key: 'AuthorizationKey',
      value: 'a1b2c3d4',
    });
    const [, messageId, , sent] = await station.answer({ status: 'Accepted' });
    expect(sent).toEqual({ key: 'AuthorizationKey', value: 'a1b2c3d4' });
    await outcome;
    const kept = centralSystem.recorded.map(({ text }) => text);
    expect(kept).toContain(
      JSON.stringify([2, messageId, 'ChangeConfiguration', { key: 'AuthorizationKey', value: '' }]),
    );
    expect(kept.join()).not.toContain('a1b2c3d4');
  });

  it('that a station answers with its password is kept without it', async () => {
    const { station, server, centralSystem } = await connect();
    const outcome = server.link.command('CP1', { type: 'getConfiguration' });
    await station.answer({ configurationKey: [{ key: 'AuthorizationKey', readonly: false, value: 'a1b2c3d4' }] });
    expect(JSON.stringify(await outcome)).not.toContain('a1b2c3d4');
    expect(centralSystem.recorded.map(({ text }) => text).join()).toContain('"value":""');
    expect(centralSystem.recorded.map(({ text }) => text).join()).not.toContain('a1b2c3d4');
  });

  const answers: readonly (readonly [Command, object, CommandOutcome])[] = [
    [{ type: 'reset', mode: 'soft' }, { status: 'Rejected' }, { kind: 'rejected', response: { status: 'Rejected' } }],
    [
      { type: 'changeAvailability', operationalStatus: 'Inoperative' },
      { status: 'Scheduled' },
      { kind: 'accepted', response: { status: 'Scheduled' } },
    ],
    [
      { type: 'setConfiguration', key: 'K', value: 'V' },
      { status: 'RebootRequired' },
      { kind: 'accepted', response: { status: 'RebootRequired' } },
    ],
    [
      { type: 'setConfiguration', key: 'K', value: 'V' },
      { status: 'NotSupported' },
      { kind: 'notSupported', response: { status: 'NotSupported' } },
    ],
    [
      { type: 'unlock', evseId: 1 },
      { status: 'UnlockFailed' },
      { kind: 'rejected', response: { status: 'UnlockFailed' } },
    ],
    [
      { type: 'dataTransfer', vendorId: 'V' },
      { status: 'UnknownVendorId', data: 'x' },
      { kind: 'notSupported', response: { status: 'UnknownVendorId', data: 'x' } },
    ],
    [
      { type: 'getConfiguration' },
      {
        configurationKey: [
          { key: 'A', readonly: true, value: '1' },
          { key: 'AuthorizationKey', readonly: false },
        ],
        unknownKey: ['B'],
      },
      {
        kind: 'accepted',
        response: {
          configuration: [
            { key: 'A', value: '1', readonly: true },
            { key: 'AuthorizationKey', value: null, readonly: false },
          ],
          unknownKeys: ['B'],
        },
      },
    ],
    [{ type: 'clearCache' }, { status: 'accepted' }, { kind: 'accepted', response: { status: 'Accepted' } }],
    [
      { type: 'clearCache' },
      { status: 'Perhaps' },
      { kind: 'failed', reason: 'invalidAnswer', response: { status: 'Perhaps' } },
    ],
    [{ type: 'clearCache' }, {}, { kind: 'failed', reason: 'invalidAnswer' }],
  ];

  it.each(answers)('%j, answered %j, came out as told', async (command, answer, expected) => {
    const { station, server } = await connect();
    const outcome = server.link.command('CP1', command);
    await station.answer(answer);
    expect(await outcome).toEqual(expected);
  });

  it.each([
    ['NotImplemented', { kind: 'notSupported', reason: 'NotImplemented' }],
    ['NotSupported', { kind: 'notSupported', reason: 'NotSupported' }],
    ['FormationViolation', { kind: 'rejected', reason: 'FormatViolation' }],
    ['OccurrenceConstraintViolation', { kind: 'rejected', reason: 'OccurrenceConstraintViolation' }],
    ['Nonsense', { kind: 'rejected', reason: 'GenericError' }],
  ])('is a value also when the station answers with the error %s', async (code, expected) => {
    const { station, server } = await connect();
    const outcome = server.link.command('CP1', { type: 'clearCache' });
    const [, messageId] = await station.read();
    station.send(JSON.stringify([4, messageId, code, '', {}]));
    expect(await outcome).toEqual(expected);
  });

  it('is offline for a station that is not there', async () => {
    const { server } = await connect();
    expect(await server.link.command('CP2', { type: 'clearCache' })).toEqual({ kind: 'offline' });
  });

  it('is not sent when it does not fit 1.6', async () => {
    const { server, station } = await connect();
    const failed = { kind: 'failed', reason: 'invalidCommand' };
    expect(await server.link.command('CP1', { type: 'remoteStop', transactionId: 'tx-a' })).toEqual(failed);
    expect(await server.link.command('CP1', { type: 'remoteStart', idToken: 'x'.repeat(21) })).toEqual(failed);
    await station.call('Heartbeat', {});
    expect(station.unread).toEqual([]);
  });

  it('leaves a trace: our call and its answer, under the name of the action', async () => {
    const { station, server, centralSystem } = await connect();
    const outcome = server.link.command('CP1', { type: 'reset', mode: 'soft' });
    await station.answer({ status: 'Accepted' });
    await outcome;
    expect(centralSystem.recorded.map(({ direction, kind, action }) => [direction, kind, action])).toEqual([
      ['out', 'call', 'Reset'],
      ['in', 'result', 'Reset'],
    ]);
  });
});
