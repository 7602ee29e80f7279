import { describe, expect, test } from 'vitest';
import { formatPrice, priceText } from '../../../electron/contract/format/money.ts';
import { parseMoney, parsePrice, parseScaled } from '../../../electron/contract/format/parse-amount.ts';

const languages = ['az', 'ru', 'en', 'tr'] as const;
const azn = { language: 'az', currency: 'AZN' } as const;

describe('a price is read to a hundredth of a qəpik', () => {
  test.each([
    ['0,30', 3000],
    ['0.30', 3000],
    ['0,3', 3000],
    [',3', 3000],
    ['.125', 1250],
    ['0.125', 1250],
    ['0,1250', 1250],
    ['0,0001', 1],
    ['0,30000', 3000],
    ['12', 120_000],
    ['12,5 qəpik', 1250],
    ['12.5 QƏPİK', 1250],
    ['30qəp', 3000],
    ['30 гяпиков', 3000],
    ['12,55 q.', 1255],
    ['0,30 ₼', 3000],
    ['₼ 0,30', 3000],
    ['AZN 0.30', 3000],
    ['0,30 azn', 3000],
    [' 0,30\u00A0₼ ', 3000],
    ['1.234,5678', 12_345_678],
    ['1,234.5678', 12_345_678],
    ['1 234,5', 12_345_000],
    ['1.234.567', 12_345_670_000],
    ['0', 0],
  ])('%s', (text, units) => {
    for (const language of languages) expect(parsePrice(text, { ...azn, language })).toEqual({ units });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['abc', 'notANumber'],
    ['qəpik', 'notANumber'],
    ['-1', 'notANumber'],
    ['1,2,3', 'notANumber'],
    ['1.23.456', 'notANumber'],
    ['12 34', 'notANumber'],
    ['0,3 kop', 'notANumber'],
    ['1e3', 'notANumber'],
    [',', 'notANumber'],
    ['0,30001', 'tooPrecise'],
    ['12,5555 qəpik', 'tooPrecise'],
    ['9999999999999', 'tooBig'],
  ])('"%s" is refused: %s', (text, fault) => {
    for (const language of languages) expect(parsePrice(text, { ...azn, language })).toEqual({ fault });
  });

  test('what sets thousands apart in the language may mean a decimal: 1.234 is asked for again', () => {
    expect(parsePrice('1.234', azn)).toEqual({ fault: 'ambiguous' });
    expect(parsePrice('1,234', azn)).toEqual({ units: 12_340 });
    expect(parsePrice('1.234', { ...azn, language: 'en' })).toEqual({ units: 12_340 });
    expect(parsePrice('1,234', { ...azn, language: 'en' })).toEqual({ fault: 'ambiguous' });
    expect(parsePrice('1.234', { ...azn, language: 'ru' })).toEqual({ fault: 'ambiguous' });
  });
});

describe('an amount is read to the minor unit', () => {
  test.each([
    ['12,50', 1250],
    ['12.5', 1250],
    ['1.234,50 ₼', 123_450],
    ['1 234,50', 123_450],
    ['50 qəpik', 50],
    ['20', 2000],
  ])('%s', (text, units) => {
    expect(parseMoney(text, azn)).toEqual({ units });
  });

  test('there 1.234 can only be a thousand', () => {
    expect(parseMoney('1.234', azn)).toEqual({ units: 123_400 });
    expect(parseMoney('1,234', azn)).toEqual({ fault: 'tooPrecise' });
    expect(parseMoney('1,234', { ...azn, language: 'en' })).toEqual({ units: 123_400 });
  });

  test('a currency without hundredths, and one with thousandths, have their own digits', () => {
    expect(parseMoney('1500', { language: 'en', currency: 'JPY' })).toEqual({ units: 1500 });
    expect(parseMoney('1.5', { language: 'en', currency: 'JPY' })).toEqual({ fault: 'tooPrecise' });
    expect(parseMoney('1.505', { language: 'en', currency: 'KWD' })).toEqual({ units: 1505 });
    expect(parsePrice('12,5 kuruş', { language: 'tr', currency: 'TRY' })).toEqual({ units: 1250 });
  });

  test('no more than is allowed', () => {
    expect(parseMoney('10,01', { ...azn, max: 1000 })).toEqual({ fault: 'tooBig' });
  });
});

test('a number without a unit is read to the digit', () => {
  expect(parseScaled(' 12,5 ', 3, { language: 'az' })).toEqual({ units: 12_500 });
  expect(parseScaled('12,5 kVt', 3, { language: 'az' })).toEqual({ fault: 'notANumber' });
  expect(parseScaled('', 3, { language: 'az' })).toEqual({ fault: 'empty' });
  expect(parseScaled('11', 0, { language: 'az', max: 10 })).toEqual({ fault: 'tooBig' });
});

test('a price is written with the digits it needs, and read back as it was', () => {
  expect(formatPrice(3000, 'AZN', { language: 'az' })).toBe('0,30\u00A0₼');
  expect(formatPrice(1250, 'AZN', { language: 'ru' })).toBe('0,125\u00A0₼');
  expect(formatPrice(1, 'AZN', { language: 'en' })).toBe('AZN\u00A00.0001');
  expect(formatPrice(0, 'AZN', { language: 'tr' })).toBe('AZN\u00A00,00');
  expect(formatPrice(-1275, 'AZN', { language: 'az' })).toBe('-0,1275\u00A0₼');
  expect(formatPrice(15_000_000, 'JPY', { language: 'en' })).toBe('JPY\u00A01,500');
  expect(formatPrice(null, 'AZN', { language: 'az' })).toBe('—');
  for (const language of languages)
    for (const priceE4 of [0, 1, 10, 1250, 3000, 12_345, 12_340_000, 100_000_000])
      expect(parsePrice(priceText(priceE4, 'AZN', language), { language, currency: 'AZN' })).toEqual({
        units: priceE4,
      });
});
