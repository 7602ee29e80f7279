import type { Language } from '../views.ts';
import { nbsp, unknownText } from './locale-data.ts';
import { formatScaled } from './numbers.ts';

export interface MoneyOptions {
  readonly language: Language;
  /** `symbol` writes ₼ where the language is used to it; `code` always writes the ISO 4217 code. `symbol` by default. */
  readonly form?: 'symbol' | 'code' | undefined;
}

const symbols: Readonly<Record<string, string>> = { AZN: '₼', RUB: '₽', TRY: '₺', USD: '$', EUR: '€', GEL: '₾' };

/** ISO 4217 minor units that are not hundredths. */
const minorDigitsByCurrency: Readonly<Record<string, number>> = {
  BHD: 3,
  IQD: 3,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits of a currency's minor unit: 2 for AZN, whose hundredth is the qəpik. */
export function minorDigits(currency: string): number {
  return minorDigitsByCurrency[currency] ?? 2;
}

/** An amount in minor units: az `1.234,50 ₼`, ru `1 234,50 ₼`, en `AZN 1,234.50`, tr `AZN 1.234,50`. */
export function formatMoney(amountMinor: number | null, currency: string, options: MoneyOptions): string {
  const { language, form = 'symbol' } = options;
  const text = formatScaled(amountMinor, minorDigits(currency), { language });
  if (text === unknownText) return text;
  if (language === 'az' || language === 'ru') {
    return `${text}${nbsp}${form === 'symbol' ? (symbols[currency] ?? currency) : currency}`;
  }
  return text.startsWith('-') ? `-${currency}${nbsp}${text.slice(1)}` : `${currency}${nbsp}${text}`;
}
