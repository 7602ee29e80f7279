import type { Language } from '../views.ts';
import { nbsp, numberSymbols, unitWords, unknownText } from './locale-data.ts';

export interface NumberOptions {
  readonly language: Language;
  /** Digits after the decimal sign; 0 by default. */
  readonly decimals?: number | undefined;
  /** Whether thousands are set apart; true by default. */
  readonly grouping?: boolean | undefined;
}

/** A number; halves are rounded away from zero, and what rounds to zero has no minus. */
export function formatNumber(value: number | null, options: NumberOptions): string {
  if (value === null || !Number.isFinite(value)) return unknownText;
  const [whole = '0', fraction = ''] = Math.abs(value)
    .toFixed(options.decimals ?? 0)
    .split('.');
  return layOut(value < 0, whole, fraction, options);
}

/** An integer that counts 1/10^`scale`, e.g. qəpik with scale 2, rounded to `decimals` without ever becoming a fraction. */
export function formatScaled(units: number | null, scale: number, options: NumberOptions): string {
  if (units === null || !Number.isFinite(units)) return unknownText;
  const decimals = options.decimals ?? scale;
  const dropped = Math.max(scale - decimals, 0);
  const digits = String(Math.round(Math.abs(units) / 10 ** dropped)).padStart(scale - dropped + 1, '0');
  const point = digits.length - (scale - dropped);
  return layOut(units < 0, digits.slice(0, point), digits.slice(point).padEnd(decimals, '0'), options);
}

function layOut(
  negative: boolean,
  whole: string,
  fraction: string,
  { language, grouping = true }: NumberOptions,
): string {
  const symbols = numberSymbols[language];
  const grouped = grouping && whole.length > 3 ? whole.replace(/\B(?=(?:\d{3})+$)/g, symbols.group) : whole;
  const sign = negative && (/[1-9]/.test(whole) || /[1-9]/.test(fraction)) ? '-' : '';
  return fraction === '' ? sign + grouped : sign + grouped + symbols.decimal + fraction;
}

/** `12,345 kVt·saat`: watt-hours as kilowatt-hours, with three decimals unless told otherwise. */
export function formatEnergyKwh(energyWh: number | null, options: NumberOptions): string {
  return withUnit(formatScaled(energyWh, 3, options), unitWords[options.language].kilowattHour);
}

/** `12.345 Vt·saat`: a register as its meter shows it. */
export function formatEnergyWh(energyWh: number | null, options: NumberOptions): string {
  return withUnit(formatNumber(energyWh, options), unitWords[options.language].wattHour);
}

/** `7,4 kVt`: watts as kilowatts, with one decimal unless told otherwise. */
export function formatPowerKw(powerW: number | null, options: NumberOptions): string {
  const text = formatScaled(powerW, 3, { ...options, decimals: options.decimals ?? 1 });
  return withUnit(text, unitWords[options.language].kilowatt);
}

/** `16,0 A` from milliamperes. */
export function formatCurrentA(currentMilliamp: number | null, options: NumberOptions): string {
  const text = formatScaled(currentMilliamp, 3, { ...options, decimals: options.decimals ?? 1 });
  return withUnit(text, unitWords[options.language].ampere);
}

/** `230 V` from millivolts. */
export function formatVoltageV(voltageMillivolt: number | null, options: NumberOptions): string {
  const text = formatScaled(voltageMillivolt, 3, { ...options, decimals: options.decimals ?? 0 });
  return withUnit(text, unitWords[options.language].volt);
}

/** Per cent, 18 for eighteen: `18%`, ru `18 %`, tr `%18`. */
export function formatPercent(percent: number | null, options: NumberOptions): string {
  const text = formatNumber(percent, options);
  if (text === unknownText) return text;
  if (options.language === 'ru') return `${text}${nbsp}%`;
  if (options.language !== 'tr') return `${text}%`;
  return text.startsWith('-') ? `-%${text.slice(1)}` : `%${text}`;
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const byteUnitsRu = ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] as const;

/** A file size in the unit that leaves one to three digits before the decimal sign: `12,4 MB`. */
export function formatBytes(bytes: number | null, { language }: { readonly language: Language }): string {
  if (bytes === null) return unknownText;
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), byteUnits.length - 1);
  const unit = (language === 'ru' ? byteUnitsRu : byteUnits)[power] ?? '';
  return `${formatNumber(bytes / 1024 ** power, { language, decimals: power === 0 ? 0 : 1 })}${nbsp}${unit}`;
}

function withUnit(text: string, unit: string): string {
  return text === unknownText ? text : `${text}${nbsp}${unit}`;
}
