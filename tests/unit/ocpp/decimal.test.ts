import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../ocpp/validators/decimal.ts';

describe('reading a number a station wrote', () => {
  it.each([
    ['604.213', 604.213],
    [' 12 ', 12],
    ['-3.5', -3.5],
    ['+7', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['12,5', 12.5],
    ['0,234', 0.234],
    ['1234,567', 1234.567],
    ['500.37957763671875', 500.37957763671875],
  ])('reads %s', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it('reads minus zero as zero', () => {
    expect(parseDecimal('-0')).toBe(0);
  });

  it.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '0x10',
    '1,234',
    '-12,500',
    '1,234.5',
    '1 000',
    '12kWh',
    '1e999',
    '9'.repeat(400),
    '9007199254740993',
  ])('has no number for %j', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
});
