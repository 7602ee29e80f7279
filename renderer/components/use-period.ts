import { computed, type ComputedRef } from 'vue';
import { isoDateText, parseLocalDate } from '../../electron/contract/format/dates.ts';
import { periodPresets, presetDates, type PeriodPreset } from '../../electron/contract/format/periods.ts';
import { addDays, startOfDate } from '../../electron/contract/format/zone.ts';
import { useSettings } from '../stores/settings.ts';
import { useNow } from '../ticker.ts';

/** What a person can choose: a preset, dates of their own, or no limit. */
export const periodChoices = [...periodPresets, 'custom', 'all'] as const;
export type PeriodChoice = (typeof periodChoices)[number];

/** A choice as the address holds it; first and last day as `2026-07-06`, both part of the period, for `custom` only. */
export interface PeriodFilter {
  readonly period: string;
  readonly first: string;
  readonly last: string;
}

/** First and last day as `2026-07-06`; empty where there is no limit or no readable date. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** The moments of a period as the service asks for them; undefined where there is no limit. */
export interface Moments {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const isPreset = (period: string): period is PeriodPreset => periodPresets.some((preset) => preset === period);

/** The days and the moments a filter stands for now; the moments change with the filter, the site's zone and at midnight only. */
export function usePeriod(filter: PeriodFilter): {
  readonly days: ComputedRef<Days>;
  readonly moments: ComputedRef<Moments>;
} {
  const settings = useSettings();
  const now = useNow();

  const days = computed<Days>(() => {
    if (isPreset(filter.period)) {
      const { first, last } = presetDates(filter.period, now.value, settings.timeZone);
      return { first: isoDateText(first), last: isoDateText(last) };
    }
    return filter.period === 'custom' ? { first: filter.first, last: filter.last } : { first: '', last: '' };
  });
  const firstDay = computed(() => days.value.first);
  const lastDay = computed(() => days.value.last);
  const moments = computed<Moments>(() => ({
    from: startOf(firstDay.value, 0, settings.timeZone),
    to: startOf(lastDay.value, 1, settings.timeZone),
  }));
  return { days, moments };
}

function startOf(day: string, daysLater: number, timeZone: string): string | undefined {
  const date = parseLocalDate(day);
  return date === null ? undefined : new Date(startOfDate(addDays(date, daysLater), timeZone)).toISOString();
}
