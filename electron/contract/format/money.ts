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
  const { language } = options;
  const text = formatScaled(amountMinor, minorDigits(currency), { language });
  return text === unknownText ? text : withCurrency(text, currency, options);
}

/** How a currency is told beside a number in a language: ₼ where it is used to it, AZN elsewhere. */
export function currencySign(currency: string, language: Language): string {
  return language === 'az' || language === 'ru' ? (symbols[currency] ?? currency) : currency;
}

function withCurrency(text: string, currency: string, { language, form = 'symbol' }: MoneyOptions): string {
  if (language === 'az' || language === 'ru') {
    return `${text}${nbsp}${form === 'symbol' ? (symbols[currency] ?? currency) : currency}`;
  }
  return text.startsWith('-') ? `-${currency}${nbsp}${text.slice(1)}` : `${currency}${nbsp}${text}`;
}

/** A price in 1e-4 of the major unit, with as many digits as it needs and at least those of an amount: `0,30 ₼`, `0,125 ₼`. */
export function formatPrice(priceE4: number | null, currency: string, options: MoneyOptions): string {
  if (priceE4 === null || !Number.isFinite(priceE4)) return unknownText;
  return withCurrency(priceText(priceE4, currency, options.language), currency, options);
}

/** The number of a price alone, as it is typed. */
export function priceText(priceE4: number, currency: string, language: Language): string {
  return formatScaled(priceE4, 4, { language, decimals: decimalsOf(priceE4, currency) });
}

function decimalsOf(priceE4: number, currency: string): number {
  const zeros = /0*$/.exec(String(Math.abs(priceE4)).padStart(4, '0').slice(-4))?.[0].length ?? 0;
  return Math.max(minorDigits(currency), 4 - zeros);
}

interface TypedUnits {
  readonly major: readonly string[];
  readonly minor: readonly string[];
}

/** What people type behind an amount, in small letters. */
const typedUnits: Readonly<Record<string, TypedUnits>> = {
  AZN: {
    major: ['₼', 'man', 'manat', 'ман', 'манат', 'маната', 'манатов', 'm'],
    minor: ['qəpik', 'qepik', 'qəp', 'qep', 'q', 'qapik', 'гяпик', 'гяпика', 'гяпиков', 'гяп', 'коп', 'kuruş'],
  },
  RUB: { major: ['₽', 'руб', 'rub', 'р'], minor: ['коп', 'kop'] },
  TRY: { major: ['₺', 'tl', 'lira'], minor: ['kuruş', 'kurus', 'kr'] },
  USD: { major: ['$'], minor: ['¢', 'cent', 'cents', 'ct'] },
  EUR: { major: ['€'], minor: ['¢', 'cent', 'cents', 'ct'] },
  GEL: { major: ['₾', 'lari'], minor: ['tetri'] },
};

/** Words and signs for a currency's major and minor unit. */
export function typedUnitsOf(currency: string): TypedUnits {
  const { major = [], minor = [] } = typedUnits[currency] ?? {};
  return { major: [currency.toLowerCase(), ...major], minor };
}
