import { describe, expect, it } from 'vitest';
import { HabitWatch } from '../../../ocpp/connection/habit-watch.ts';
import type { StationHabit } from '../../../ocpp/model/habit.ts';
import { readFrame } from '../../../ocpp/rpc/frames.ts';
import { ocpp16 } from '../../../ocpp/v16/protocol.ts';
import { MemoryCentralSystem } from '../../integration/ocpp/memory-central-system.ts';

type Noticed = readonly [habit: StationHabit, sample: string | null];

/** What is noticed while a CALL is read and answered. */
async function noticedIn(text: string): Promise<readonly Noticed[]> {
  const noticed: Noticed[] = [];
  const { notice } = new HabitWatch((habit, sample) => noticed.push([habit, sample]));
  const frame = readFrame(text, notice);
  if (frame.kind !== 'call') throw new Error('no CALL');
  await ocpp16.answer({ ...frame, receivedAt: 0, text }, new MemoryCentralSystem().rules, notice);
  return noticed;
}

const call = (action: string, payload: object): string => JSON.stringify([2, 'a', action, payload]);
const time = '2026-03-01T08:00:00Z';

const status = { connectorId: 1, errorCode: 'NoError', status: 'Available', timestamp: time };
const start = { connectorId: 1, idTag: 'A', meterStart: 5, timestamp: time };
const stop = { meterStop: 9, timestamp: time, transactionId: 1 };
const sample = {
  value: '1.5',
  context: 'Sample.Periodic',
  measurand: 'Energy.Active.Import.Register',
  unit: 'kWh',
};
const meter = (...sampledValue: readonly object[]): string =>
  call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [{ timestamp: time, sampledValue }] });

describe('a station that keeps to the specification', () => {
  it.each([
    call('BootNotification', { chargePointModel: 'M', chargePointVendor: 'V' }),
    call('Heartbeat', {}),
    call('StatusNotification', status),
    call('StatusNotification', { ...status, timestamp: '2026-03-01T12:00:00.123456+04:00' }),
    call('StartTransaction', start),
    call('StopTransaction', { ...stop, reason: 'EVDisconnected' }),
    call('StopTransaction', { ...stop, transactionData: [] }),
    call('DataTransfer', { vendorId: 'V', data: '' }),
    meter(sample, { ...sample, measurand: 'Temperature', unit: 'Celcius', phase: 'L1-N' }),
    meter({ ...sample, measurand: 'Power.Factor', unit: undefined }),
  ])('shows no habit with %s', async (text) => {
    expect(await noticedIn(text)).toEqual([]);
  });
});

describe('a station shows its habit', () => {
  it.each<[StationHabit, string | null, string]>([
    ['brokenJson', '[2,"a","Heartbeat",{},]', '[2,"a","Heartbeat",{},]'],
    ['nullPayload', 'null', '[2,"a","Heartbeat",null]'],
    ['nullPayload', '[]', '[2,"a","Heartbeat",[]]'],
    ['nullPayload', null, '[2,"a","Heartbeat"]'],
    ['wrongScalarTypes', 'connectorId: 1', call('StatusNotification', { ...status, connectorId: '1' })],
    ['wrongScalarTypes', 'value: 604.213', meter({ ...sample, value: 604.213 })],
    ['wrongScalarTypes', 'meterStop: 9.5', call('StopTransaction', { ...stop, meterStop: 9.5 })],
    ['wrongScalarTypes', 'transactionId: abc', call('StopTransaction', { ...stop, transactionId: 'abc' })],
    ['wrongScalarTypes', 'data: {"a":1}', call('DataTransfer', { vendorId: 'V', data: { a: 1 } })],
    [
      'objectForList',
      'sampledValue: {"value":"1.5","context":"Sample.Periodic","unit":"kWh"}',
      call('MeterValues', {
        connectorId: 1,
        meterValue: [{ timestamp: time, sampledValue: { value: '1.5', context: 'Sample.Periodic', unit: 'kWh' } }],
      }),
    ],
    ['emptySamples', null, meter()],
    ['emptySamples', null, meter({ ...sample, value: undefined })],
    ['emptySamples', '', meter({ ...sample, value: '' })],
    ['unknownWords', 'Error', call('StatusNotification', { ...status, errorCode: 'Error' })],
    ['unknownWords', 'available', call('StatusNotification', { ...status, status: 'available' })],
    ['unknownWords', 'Bored', call('StopTransaction', { ...stop, reason: 'Bored' })],
    ['unknownWords', 'Hz', meter({ ...sample, measurand: 'Frequency', unit: 'Hz' })],
    ['overlongTexts', `idTag: ${'X'.repeat(21)}`, call('Authorize', { idTag: 'X'.repeat(21) })],
    ['missingFields', 'meterStart', call('StartTransaction', { ...start, meterStart: undefined })],
    ['missingFields', 'timestamp', call('StartTransaction', { ...start, timestamp: null })],
    ['missingFields', 'chargePointVendor', call('BootNotification', { chargePointModel: 'M', chargePointVendor: '' })],
    ['extraFields', 'connectorId', call('Authorize', { idTag: 'A', connectorId: 1 })],
    ['extraFields', '__proto__', '[2,"a","Authorize",{"idTag":"A","__proto__":{"x":1}}]'],
    [
      'zonelessTimes',
      '2023-10-19T15:28:07',
      call('StatusNotification', { ...status, timestamp: '2023-10-19T15:28:07' }),
    ],
    [
      'unusualTimes',
      '2026-03-01T08:00:00+02',
      call('StatusNotification', { ...status, timestamp: '2026-03-01T08:00:00+02' }),
    ],
    ['unusualTimes', 'yesterday', call('StartTransaction', { ...start, timestamp: 'yesterday' })],
    ['zeroReservations', null, call('StartTransaction', { ...start, reservationId: 0 })],
    ['missingUnits', 'Voltage', meter({ ...sample, measurand: 'Voltage', unit: undefined })],
    ['missingContext', null, meter({ ...sample, context: undefined })],
    ['signedValues', 'OCMF|{}', meter({ ...sample, value: 'OCMF|{}', format: 'SignedData' })],
    ['signedValues', 'NaN', meter({ ...sample, value: 'NaN' })],
    ['decimalComma', '12,5', meter({ ...sample, value: '12,5' })],
    ['decimalComma', 'meterStop: 12,5', call('StopTransaction', { ...stop, meterStop: '12,5' })],
    [
      'stationTotals',
      null,
      call('MeterValues', { connectorId: 0, meterValue: [{ timestamp: time, sampledValue: [sample] }] }),
    ],
  ])('%s (%j) with %s', async (habit, shown, text) => {
    expect(await noticedIn(text)).toEqual([[habit, shown]]);
  });

  it('foreignErrorCodes when it answers a command in the words of another version', () => {
    const noticed: Noticed[] = [];
    const { notice } = new HabitWatch((habit, shown) => noticed.push([habit, shown]));
    expect(ocpp16.refusal('FormationViolation', notice)).toMatchObject({ reason: 'FormatViolation' });
    expect(noticed).toEqual([]);
    expect(ocpp16.refusal('FormatViolation', notice)).toMatchObject({ reason: 'FormatViolation' });
    expect(noticed).toEqual([['foreignErrorCodes', 'FormatViolation']]);
  });

  it('once, however often, and with a short sample', () => {
    const noticed: Noticed[] = [];
    const { notice } = new HabitWatch((habit, shown) => noticed.push([habit, shown]));
    for (let times = 0; times < 3; times++) notice('overlongTexts', 'idTag', 'X'.repeat(1_000));
    expect(noticed).toEqual([['overlongTexts', `idTag: ${'X'.repeat(193)}`]]);
  });
});
