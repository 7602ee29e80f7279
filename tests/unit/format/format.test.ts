import { describe, expect, it } from 'vitest';
import { createCollator } from '../../../electron/contract/format/collation.ts';
import { monthNames, weekdayNames } from '../../../electron/contract/format/locale-data.ts';
import { formatNumber, formatScaled } from '../../../electron/contract/format/numbers.ts';
import { vectors } from './vectors.ts';

describe('every value is written as its language asks', () => {
  it.each(vectors)('$name is $expected', ({ actual, expected }) => {
    expect(actual).toBe(expected);
  });
});

describe('the tables agree with what Node knows', () => {
  const languages = ['az', 'ru', 'en', 'tr'] as const;

  it.each(languages)('months and weekdays of %s', (language) => {
    const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
    const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    expect(monthNames[language]).toEqual(
      monthNames[language].map((_, index) => month.format(Date.UTC(2026, index, 1))),
    );
    expect(weekdayNames[language]).toEqual(
      weekdayNames[language].map((_, index) => weekday.format(Date.UTC(2024, 0, 1 + index))),
    );
  });

  it.each(languages)('ten thousand numbers of %s', (language) => {
    const known = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
    for (let step = 0; step < 10_000; step += 1) {
      const value = (step - 5000) * 7919.031 + step / 8;
      expect(formatNumber(value, { language, decimals: 3 })).toBe(known.format(value));
    }
  });

  it('the order of Azerbaijani words', () => {
    const words =
      'ağac Ağdam alma balıq çay cib Daşkəsən əncir Əhməd ev göz ğ hava xalça ışıq iş İsa qapı kitab Lənkəran öküz on şəhər su üzüm un vaxt yol zəng'.split(
        ' ',
      );
    const known = new Intl.Collator('az');
    expect([...words].sort(createCollator('az'))).toEqual([...words].sort((a, b) => known.compare(a, b)));
  });
});

it('an integer count is rounded without becoming a fraction', () => {
  const shown = [5, 15, 25, 1005, -5, 4, 99_995].map((wh) => formatScaled(wh, 3, { language: 'en', decimals: 2 }));
  expect(shown).toEqual(['0.01', '0.02', '0.03', '1.01', '-0.01', '0.00', '100.00']);
});
