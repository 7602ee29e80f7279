import { computed, type ComputedRef } from 'vue';
import { createCollator, type Compare } from '../electron/contract/format/collation.ts';
import { formatDate, formatDateTime, formatTime, type Moment } from '../electron/contract/format/dates.ts';
import { formatClockDuration, formatDuration, formatRelative } from '../electron/contract/format/durations.ts';
import { formatMoney, formatPrice } from '../electron/contract/format/money.ts';
import {
  formatBytes,
  formatEnergyKwh,
  formatNumber,
  formatPercent,
  formatPowerKw,
} from '../electron/contract/format/numbers.ts';
import { useSettings } from './stores/settings.ts';

/** The formats of `electron/contract/format` in the language on the screen and the site's time zone; a template that uses them follows both. */
export interface Format {
  number(value: number | null, decimals?: number): string;
  energyKwh(energyWh: number | null, decimals?: number): string;
  powerKw(powerW: number | null, decimals?: number): string;
  percent(percent: number | null): string;
  bytes(bytes: number | null): string;
  money(amountMinor: number | null, currency: string): string;
  /** A price in 1e-4 of the currency's major unit. */
  price(priceE4: number | null, currency: string): string;
  date(moment: Moment): string;
  time(moment: Moment): string;
  timeWithSeconds(moment: Moment): string;
  dateTime(moment: Moment): string;
  dateTimeWithSeconds(moment: Moment): string;
  duration(durationMs: number | null): string;
  clockDuration(durationMs: number): string;
  relative(moment: Moment, nowMs: number): string;
  readonly compare: ComputedRef<Compare>;
}

export function useFormat(): Format {
  const settings = useSettings();
  const inLanguage = computed(() => ({ language: settings.language }));
  const local = computed(() => ({ language: settings.language, timeZone: settings.timeZone }));
  return {
    number: (value, decimals = 0) => formatNumber(value, { ...inLanguage.value, decimals }),
    energyKwh: (energyWh, decimals = 2) => formatEnergyKwh(energyWh, { ...inLanguage.value, decimals }),
    powerKw: (powerW, decimals = 1) => formatPowerKw(powerW, { ...inLanguage.value, decimals }),
    bytes: (bytes) => formatBytes(bytes, inLanguage.value),
    percent: (percent) => formatPercent(percent, inLanguage.value),
    money: (amountMinor, currency) => formatMoney(amountMinor, currency, inLanguage.value),
    price: (priceE4, currency) => formatPrice(priceE4, currency, inLanguage.value),
    date: (moment) => formatDate(moment, local.value),
    time: (moment) => formatTime(moment, local.value),
    timeWithSeconds: (moment) => formatTime(moment, { ...local.value, seconds: true }),
    dateTime: (moment) => formatDateTime(moment, local.value),
    dateTimeWithSeconds: (moment) => formatDateTime(moment, { ...local.value, seconds: true }),
    duration: (durationMs) => formatDuration(durationMs, inLanguage.value),
    clockDuration: formatClockDuration,
    relative: (moment, nowMs) => formatRelative(moment, nowMs, inLanguage.value),
    compare: computed(() => createCollator(settings.language)),
  };
}
