import { describe, expect, it } from 'vitest';
import { silently } from '../../../ocpp/notice.ts';
import { readErrorCode, writeErrorCode } from '../../../ocpp/v16/error-codes.ts';
import { readMeterValues } from '../../../ocpp/v16/sampled-values.ts';
import { textOrNull, vocabulary } from '../../../ocpp/v16/words.ts';

describe('error codes', () => {
  it('are written as 1.6 spells them, typos included', () => {
    expect(writeErrorCode('FormatViolation')).toBe('FormationViolation');
    expect(writeErrorCode('OccurrenceConstraintViolation')).toBe('OccurenceConstraintViolation');
    expect(writeErrorCode('NotImplemented')).toBe('NotImplemented');
  });

  it.each([
    ['FormationViolation', 'FormatViolation'],
    ['FormatViolation', 'FormatViolation'],
    ['OccurenceConstraintViolation', 'OccurrenceConstraintViolation'],
    ['OccurrenceConstraintViolation', 'OccurrenceConstraintViolation'],
    ['NotSupported', 'NotSupported'],
    ['constructor', 'GenericError'],
    ['', 'GenericError'],
  ])('read %j as %s', (text, code) => {
    expect(readErrorCode(text, silently)).toBe(code);
  });
});

describe('words', () => {
  const phase = vocabulary(['L1', 'L1-N', 'SuspendedEV']);

  it.each([
    ['L1', 'L1'],
    ['l1-n', 'L1-N'],
    ['L1N', 'L1-N'],
    [' suspendedEv ', 'SuspendedEV'],
    ['toString', null],
    [undefined, null],
  ])('find %j as %j', (text, word) => {
    expect(phase(text)).toBe(word);
  });

  it('are null when nothing is left of them', () => {
    expect([textOrNull(' a '), textOrNull('  '), textOrNull(undefined)]).toEqual(['a', null, null]);
  });
});

describe('sampled values', () => {
  const timestamp = '2026-03-01T08:00:00Z';

  it('get the defaults of the specification where the station names nothing', () => {
    expect(readMeterValues([{ timestamp, sampledValue: [{ value: '1000' }] }], silently)).toEqual([
      {
        time: { text: timestamp, at: Date.UTC(2026, 2, 1, 8), zoneMissing: false },
        sampledValues: [
          {
            text: '1000',
            value: 1000,
            measurand: 'Energy.Active.Import.Register',
            unit: 'Wh',
            phase: null,
            context: 'Sample.Periodic',
            location: 'Outlet',
            format: 'Raw',
          },
        ],
      },
    ]);
  });

  it.each([
    ['Power.Active.Import', 'W'],
    ['Energy.Reactive.Import.Register', 'varh'],
    ['Current.Offered', 'A'],
    ['Voltage', 'V'],
    ['SoC', 'Percent'],
    ['Vendor.Thing', ''],
  ])('of %s are in %j unless a unit is named', (measurand, unit) => {
    const [moment] = readMeterValues([{ timestamp, sampledValue: [{ value: '1', measurand }] }], silently);
    expect(moment?.sampledValues[0]?.unit).toBe(unit);
  });

  it('keep unknown words and units, and signed data byte for byte', () => {
    const signed = ' OCMF|{"RV":12.5}|abc ';
    const sampledValue = [
      {
        value: signed,
        format: 'SignedData',
        unit: 'Celcius',
        context: 'Vendor.Context',
        phase: 'L9',
        location: 'Roof',
      },
    ];
    expect(readMeterValues([{ timestamp, sampledValue }], silently)[0]?.sampledValues[0]).toMatchObject({
      text: signed,
      value: null,
      format: 'SignedData',
      unit: 'Celcius',
      context: 'Vendor.Context',
      phase: 'L9',
      location: 'Roof',
    });
  });

  it('that are no numbers keep their text and have no value', () => {
    const [moment] = readMeterValues(
      [{ timestamp, sampledValue: [{ value: 'NaN' }, { value: '' }, { value: '1,5' }] }],
      silently,
    );
    expect(moment?.sampledValues.map(({ text, value }) => [text, value])).toEqual([
      ['NaN', null],
      ['', null],
      ['1,5', 1.5],
    ]);
  });

  it('without any value leave nothing behind', () => {
    expect(
      readMeterValues([{ timestamp, sampledValue: [] }, { timestamp }, { timestamp, sampledValue: [{}] }], silently),
    ).toEqual([]);
    expect(readMeterValues(undefined, silently)).toEqual([]);
  });
});
