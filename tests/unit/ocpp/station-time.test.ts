import { describe, expect, it } from 'vitest';
import { readStationTime, writeTime } from '../../../ocpp/station-time.ts';

const moment = Date.UTC(2023, 9, 19, 15, 28, 7);

describe('reading a time as stations write it', () => {
  it.each([
    ['UTC', '2023-10-19T15:28:07Z', 0],
    ['small letters', '2023-10-19t15:28:07z', 0],
    ['milliseconds', '2023-10-19T15:28:07.250Z', 250],
    ['nine digits', '2023-10-19T15:28:07.250999999Z', 250],
    ['a point and no digit', '2023-10-19T15:28:07.Z', 0],
    ['a decimal comma', '2023-10-19T15:28:07,5Z', 500],
    ['an offset', '2023-10-19T19:28:07+04:00', 0],
    ['an offset without colon', '2023-10-19T19:28:07+0400', 0],
    ['an offset of hours', '2023-10-19T17:28:07+02', 0],
    ['a western offset', '2023-10-19T11:58:07-03:30', 0],
    ['a blank for the T', '2023-10-19 15:28:07Z', 0],
    ['blanks around it', '  2023-10-19T15:28:07Z ', 0],
    ['the basic format', '20231019T152807Z', 0],
  ])('reads %s', (_what, text, plusMs) => {
    expect(readStationTime(text)).toEqual({ text, at: moment + plusMs, zoneMissing: false });
  });

  it('reads a time without a zone as UTC and says so', () => {
    const text = '2023-10-19T15:28:07';
    expect(readStationTime(text)).toEqual({ text, at: moment, zoneMissing: true });
  });

  it('takes a leap second for the first second of the next minute', () => {
    expect(readStationTime('2016-12-31T23:59:60Z').at).toBe(Date.UTC(2017, 0, 1));
  });

  it.each([undefined, '', '  '])('takes %j for no time at all', (text) => {
    expect(readStationTime(text)).toEqual({ text: null, at: null, zoneMissing: false });
  });

  it.each([
    'yesterday',
    '2023-13-01T00:00:00Z',
    '2023-02-30T00:00:00Z',
    '2023-10-19T25:00:00Z',
    '1697729287',
    '0000-01-01T00:00:00Z',
  ])('keeps %s as a text it cannot read', (text) => {
    expect(readStationTime(text)).toEqual({ text, at: null, zoneMissing: false });
  });
});

describe('writing a time', () => {
  it('writes whole seconds in UTC, which every station can read', () => {
    expect(writeTime(moment + 999)).toBe('2023-10-19T15:28:07Z');
  });
});
