import { startOfDate, zonedParts } from '../../../contract/format/zone.ts';
import type { Period } from '../../../contract/format/periods.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';

/** A month of the site's calendar; `period` is 202607. */
export interface Month extends Period {
  readonly period: number;
}

export function monthOf(period: number, timeZone: string): Month {
  const [year, month] = [Math.floor(period / 100), period % 100];
  return {
    period,
    from: startOfDate({ year, month, day: 1 }, timeZone),
    to: startOfDate({ year, month: month + 1, day: 1 }, timeZone),
  };
}

export function monthAt(at: EpochMs, timeZone: string): Month {
  const { year, month } = zonedParts(at, timeZone);
  return monthOf(year * 100 + month, timeZone);
}

export function nextPeriod(period: number): number {
  return period % 100 === 12 ? period + 89 : period + 1;
}

/** `2026-07` of 202607. */
export function periodText(period: number): string {
  return `${String(Math.floor(period / 100))}-${String(period % 100).padStart(2, '0')}`;
}

/** 202607 of `2026-07`, which was validated before. */
export function periodNumber(text: string): number {
  return Number(text.replace('-', ''));
}
