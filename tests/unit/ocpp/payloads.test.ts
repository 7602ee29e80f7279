import { describe, expect, it } from 'vitest';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import { callers, findAction, type Action } from '../../../ocpp/v16/messages.ts';
import {
  InvalidOutgoingMessage,
  readRequest,
  readResponse,
  writeRequest,
  writeResponse,
} from '../../../ocpp/v16/payloads.ts';
import { isReceived, sendingFault } from '../../../ocpp/v16/validators.ts';

const faultOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof OcppError ? { code: error.code, description: error.message } : error;
  }
};

describe('a received payload', () => {
  it('has numbers where texts came and texts where numbers came', () => {
    expect(
      readRequest('MeterValues', {
        connectorId: '1',
        transactionId: '42',
        meterValue: [{ timestamp: '2026-03-01T08:00:00Z', sampledValue: [{ value: 604.213 }, { value: true }] }],
      }),
    ).toEqual({
      connectorId: 1,
      transactionId: 42,
      meterValue: [{ timestamp: '2026-03-01T08:00:00Z', sampledValue: [{ value: '604.213' }, { value: 'true' }] }],
    });
  });

  it('has an array where a single object came', () => {
    const sampledValue = { value: '5' };
    expect(readRequest('MeterValues', { connectorId: 1, meterValue: { timestamp: 't', sampledValue } })).toEqual({
      connectorId: 1,
      meterValue: [{ timestamp: 't', sampledValue: [sampledValue] }],
    });
  });

  it('holds known fields only, whatever else was sent', () => {
    const payload: unknown = JSON.parse(
      '{"idTag":"A","connectorId":1,"__proto__":{"idTag":"B"},"constructor":{"x":1}}',
    );
    const request = readRequest('Authorize', payload);
    expect(Object.keys(request)).toEqual(['idTag']);
    expect(Object.getPrototypeOf(request)).toBe(Object.prototype);
  });

  it('never finds a field in the prototype', () => {
    expect(faultOf(() => readRequest('Authorize', JSON.parse('{"__proto__":{"idTag":"B"}}')))).toMatchObject({
      code: 'OccurrenceConstraintViolation',
    });
  });

  it('takes null for absent, and words and lengths the specification does not know', () => {
    expect(
      readRequest('StatusNotification', { connectorId: 1, errorCode: 'Error', status: 'Melting', info: null }),
    ).toEqual({ connectorId: 1, errorCode: 'Error', status: 'Melting' });
    expect(readRequest('Authorize', { idTag: 'X'.repeat(40) })).toEqual({ idTag: 'X'.repeat(40) });
  });

  it('rounds fractional registers and drops what is no number', () => {
    expect(readRequest('StopTransaction', { meterStop: 26008.333, transactionId: 'abc' })).toEqual({
      meterStop: 26008,
    });
    expect(readRequest('StopTransaction', JSON.parse('{"meterStop":1e999,"transactionId":9007199254740993}'))).toEqual(
      {},
    );
    expect(readRequest('StartTransaction', { meterStart: '12,5' })).toEqual({ meterStart: 13 });
    expect(Object.is(readRequest('StartTransaction', { meterStart: -0 }).meterStart, 0)).toBe(true);
  });

  it.each(['BootNotification', 'StartTransaction', 'StatusNotification', 'StopTransaction', 'MeterValues'] as const)(
    'may leave out everything in a %s',
    (action) => {
      expect(readRequest(action, {})).toEqual({});
    },
  );

  it('keeps the JSON text of an object that came for vendor data', () => {
    expect(readRequest('DataTransfer', { vendorId: 'V', data: { a: [1] } })).toEqual({
      vendorId: 'V',
      data: '{"a":[1]}',
    });
  });

  it('is refused by the word of its fault', () => {
    expect(faultOf(() => readRequest('Authorize', {}))).toEqual({
      code: 'OccurrenceConstraintViolation',
      description: 'required: /idTag',
    });
    expect(faultOf(() => readRequest('Authorize', { idTag: ['A'] }))).toEqual({
      code: 'TypeConstraintViolation',
      description: 'type: /idTag',
    });
    expect(faultOf(() => readRequest('Heartbeat', 'x'))).toMatchObject({ code: 'FormatViolation' });
  });

  it('reads the answer to a question for configuration as leniently', () => {
    expect(
      readResponse('GetConfiguration', {
        configurationKey: { key: 'HeartbeatInterval', readonly: 'False', value: 300 },
      }),
    ).toEqual({ configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }] });
  });
});

describe('a payload to be sent', () => {
  it('has its fields in schema order, nested ones too', () => {
    const request = writeRequest('StartTransaction', {
      timestamp: '2026-03-01T08:00:00Z',
      meterStart: 5,
      idTag: 'A',
      connectorId: 1,
    });
    expect(JSON.stringify(request)).toBe(
      '{"connectorId":1,"idTag":"A","meterStart":5,"timestamp":"2026-03-01T08:00:00Z"}',
    );
    const response = writeResponse('Authorize', { idTagInfo: { status: 'Accepted', parentIdTag: 'P' } });
    expect(JSON.stringify(response)).toBe('{"idTagInfo":{"parentIdTag":"P","status":"Accepted"}}');
  });

  it.each([
    ['an id tag of 21 characters', () => writeRequest('RemoteStartTransaction', { idTag: 'x'.repeat(21) })],
    [
      'a configuration value of 501 characters',
      () => writeRequest('ChangeConfiguration', { key: 'k', value: 'v'.repeat(501) }),
    ],
    [
      'an info of 51 characters',
      () =>
        writeRequest('StatusNotification', {
          connectorId: 1,
          errorCode: 'NoError',
          status: 'Available',
          info: 'i'.repeat(51),
        }),
    ],
    ['a time with an offset', () => writeResponse('Heartbeat', { currentTime: '2026-03-01T12:00:00+04:00' })],
    ['a time with a fraction', () => writeResponse('Heartbeat', { currentTime: '2026-03-01T12:00:00.000Z' })],
    ['a transaction id that is no number', () => writeRequest('RemoteStopTransaction', { transactionId: Number.NaN })],
  ])('is never sent with %s', (_what, write) => {
    expect(write).toThrow(InvalidOutgoingMessage);
  });

  it('may hold a limit with one decimal, which plain arithmetic would refuse', () => {
    const request = {
      connectorId: 1,
      csChargingProfiles: {
        chargingProfileId: 1,
        stackLevel: 0,
        chargingProfilePurpose: 'TxDefaultProfile',
        chargingProfileKind: 'Absolute',
        chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 32.3 }] },
      },
    } as const;
    expect(sendingFault('SetChargingProfile', 'request', request)).toBeNull();
  });
});

describe('the messages of OCPP 1.6', () => {
  const actions = Object.keys(callers).map((name) => findAction(name));

  it('are 39, each with validators for both of its directions', () => {
    expect(actions).toHaveLength(39);
    const validated = actions.filter(
      (action): action is Action =>
        action !== null && !isReceived(action, 'request', 'no object') && !isReceived(action, 'response', 'no object'),
    );
    expect(validated).toHaveLength(39);
    for (const action of validated) expect(sendingFault(action, 'request', 'no object')).not.toBeNull();
  });

  it.each(['constructor', '__proto__', 'toString', 'heartbeat', ''])('do not include %j', (name) => {
    expect(findAction(name)).toBeNull();
  });
});
