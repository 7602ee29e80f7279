import type { Language } from '../views.ts';
import { numberSymbols } from './locale-data.ts';
import { minorDigits, typedUnitsOf } from './money.ts';

/**
 * Why what was typed is no amount. `ambiguous`: 1.234 may be a thousand or a little more than one; `tooPrecise`: more digits than can be kept,
 * and nothing is rounded here.
 */
export type AmountFault = 'empty' | 'notANumber' | 'ambiguous' | 'tooPrecise' | 'tooBig';

export type ParsedAmount = { readonly units: number } | { readonly fault: AmountFault };

export interface AmountOptions {
  readonly language: Language;
  /** ISO 4217. */
  readonly currency: string;
  /** The largest amount taken, in the units of the result. */
  readonly max?: number | undefined;
}

/** Digits of a price after the decimal sign: prices are kept in 1e-4 of the currency's major unit. */
const priceDigits = 4;

/** Reads a number without a unit, in 1/10^`scale`: `12,5` with scale 3 is 12500. */
export function parseScaled(
  text: string,
  scale: number,
  { language, max = 1e12 }: Omit<AmountOptions, 'currency'>,
): ParsedAmount {
  return text.trim() === '' ? { fault: 'empty' } : scaled(text.trim(), scale, { language, max });
}

/** Reads an amount in minor units: `12,50`, `12.5`, `1.234,50 ₼`, `50 qəpik`. Exact, without ever becoming a fraction. */
export function parseMoney(text: string, options: AmountOptions): ParsedAmount {
  return parseAmount(text, minorDigits(options.currency), options);
}

/** Reads a price in 1e-4 of the major unit: `0,30`, `0.1250`, `12,5 qəpik`. */
export function parsePrice(text: string, options: AmountOptions): ParsedAmount {
  return parseAmount(text, priceDigits, options);
}

/** Reads an energy in kWh, to the Wh: `200`, `12,5 kWh`, `1 000 кВт·ч`. */
export function parseEnergy(text: string, language: Language): ParsedAmount {
  return parseScaled(text.trim().replace(energyUnit, ''), energyDigits, { language });
}

/** Digits of kWh after the decimal sign: energy is kept in Wh. */
const energyDigits = 3;
const energyUnit = /\s*(?:kwh|kvts|kvt·saat|квтч|квт·ч)$/iu;

function parseAmount(text: string, scale: number, { language, currency, max = 1e12 }: AmountOptions): ParsedAmount {
  const { number, inMinor } = withoutUnit(text.trim(), currency);
  if (number === '') return { fault: inMinor ? 'notANumber' : 'empty' };
  return scaled(number, inMinor ? scale - minorDigits(currency) : scale, { language, max });
}

function scaled(
  number: string,
  decimals: number,
  { language, max }: { readonly language: Language; readonly max: number },
): ParsedAmount {
  const parts = splitNumber(number, decimals, language);
  if ('fault' in parts) return parts;
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > decimals) return { fault: 'tooPrecise' };
  const units = Number(parts.whole + fraction.padEnd(decimals, '0'));
  return units > max ? { fault: 'tooBig' } : { units };
}

/** What stands behind or before the number: the currency, or a word for its minor unit. */
function withoutUnit(text: string, currency: string): { readonly number: string; readonly inMinor: boolean } {
  const found = /^(?<before>[^\d.,]*)(?<number>[\d.,](?:[\d.,\s'’]*[\d.,])?)?(?<after>[^\d]*)$/u.exec(text)?.groups;
  if (found === undefined) return { number: text, inMinor: false };
  const { before = '', number = '', after = '' } = found;
  // The small letter of İ comes with a dot of its own.
  const word = (before + after).trim().toLowerCase().replaceAll('\u0307', '');
  const { major, minor } = typedUnitsOf(currency);
  if (word === '' || major.includes(word)) return { number, inMinor: false };
  return minor.some((known) => word === known || word === `${known}.`)
    ? { number, inMinor: true }
    : { number: text, inMinor: false };
}

type SplitNumber = { readonly whole: string; readonly fraction: string } | { readonly fault: AmountFault };

function splitNumber(text: string, decimals: number, language: Language): SplitNumber {
  const number = withoutSpaces(text);
  if (number === null || !/^[\d.,]+$/.test(number) || !/\d/.test(number)) return { fault: 'notANumber' };
  const signs = number.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  if (last === undefined) return { whole: number, fraction: '' };
  const isDecimal = signs.filter((sign) => sign === last).length === 1;
  if (signs.length > 1 || !isDecimal) return splitGrouped(number, isDecimal ? last : null);
  const [whole = '', fraction = ''] = number.split(last);
  if (!looksGrouped(whole, fraction, last, language)) return { whole: whole === '' ? '0' : whole, fraction };
  return decimals < 3 ? { whole: whole + fraction, fraction: '' } : { fault: 'ambiguous' };
}

/** Several signs: all but a last one of another kind set thousands apart. */
function splitGrouped(number: string, decimalSign: string | null): SplitNumber {
  const [grouped = '', fraction = ''] = decimalSign === null ? [number] : number.split(decimalSign);
  return /^\d{1,3}(?<sign>[.,])\d{3}(?:\k<sign>\d{3})*$/.test(grouped)
    ? { whole: grouped.replaceAll(/[.,]/g, ''), fraction }
    : { fault: 'notANumber' };
}

/** Whether the only sign is the language's sign for thousands, and stands where one would. */
function looksGrouped(whole: string, fraction: string, sign: string, language: Language): boolean {
  return sign !== numberSymbols[language].decimal && /^[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(fraction);
}

/** Spaces and apostrophes may only set thousands apart. */
function withoutSpaces(text: string): string | null {
  if (!/[\s'’]/u.test(text)) return text;
  return /^\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d*)?$/u.test(text) ? text.replaceAll(/[\s'’]/gu, '') : null;
}
