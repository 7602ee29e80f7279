import { minorDigits } from '../../contract/format/money.ts';
import type { OcpiPrice } from './ocpi-types.ts';

/** A number of OCPI has four decimals at most (OCPI 2.2.1 §16.3). */
const decimals = 4;
const secondsPerHour = 3600;

/** An integer that counts 1/10^`scale`, as the decimal number a JSON text shows: 12345 with three is 12.345, to the last digit. */
export function decimal(units: number, scale: number): number {
  const digits = String(Math.abs(units)).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return Number(`${units < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}0`);
}

export function kilowattHours(energyWh: number): number {
  return decimal(energyWh, 3);
}

/** Seconds as hours, rounded to what a number may have. */
export function hours(seconds: number): number {
  return decimal(Math.round((seconds * 10 ** decimals) / secondsPerHour), decimals);
}

/** Sums of lines, or a whole bill. */
export interface Amounts {
  readonly grossMinor: number;
  readonly netMinor: number;
}

export function ocpiPrice(amounts: Amounts, currency: string, hasVat: boolean): OcpiPrice {
  const scale = minorDigits(currency);
  const net = decimal(amounts.netMinor, scale);
  return hasVat ? { excl_vat: net, incl_vat: decimal(amounts.grossMinor, scale) } : { excl_vat: net };
}
