import { useI18n } from 'vue-i18n';
import { weekdayName } from '../../electron/contract/format/dates.ts';
import { priceText } from '../../electron/contract/format/money.ts';
import type { PriceElement, PriceTimes, TariffBody } from '../../electron/contract/tariffs.ts';
import { clockText } from '../components/clock-time.ts';
import { usePriceText } from '../components/use-price-text.ts';
import { useSettings } from '../stores/settings.ts';
import { dayOfYearText } from './day-of-year.ts';

export interface TariffText {
  /** `0,30 ₼/kVt·saat`, or that nothing is charged; from the cheapest to the dearest where prices change by time. */
  price(body: TariffBody, currency: string): string;
  /** When a price holds: `B.e.–C. 22:00–08:00`. */
  times(when: PriceTimes): string;
  /** One price with all that it says. */
  element(element: PriceElement, currency: string): string;
}

/** Tariffs in words. */
export function useTariffText(): TariffText {
  const { t } = useI18n();
  const settings = useSettings();
  const prices = usePriceText();

  function weekdays(days: readonly number[]): string {
    const name = (day: number): string => weekdayName(day, settings.language, 'short');
    const [first, last] = [days.at(0), days.at(-1)];
    if (first === undefined || last === undefined) return '';
    const isRun = days.length > 2 && last - first === days.length - 1;
    return isRun ? `${name(first)}–${name(last)}` : days.map(name).join(', ');
  }

  function dates({ firstDate, lastDate }: PriceTimes): string {
    const written = (date: string): string => date.split('-').reverse().join('.');
    if (firstDate !== null && lastDate !== null) return `${written(firstDate)}–${written(lastDate)}`;
    if (firstDate !== null) return t('tariffs.times.from', { date: written(firstDate) });
    return lastDate === null ? '' : t('tariffs.times.until', { date: written(lastDate) });
  }

  function times(when: PriceTimes): string {
    const { fromMinute, toMinute, season } = when;
    const parts = [
      weekdays(when.weekdays),
      fromMinute === null ? '' : `${clockText(fromMinute)}–${clockText(toMinute)}`,
      season === null ? '' : `${dayOfYearText(season.firstDay)}–${dayOfYearText(season.lastDay)}`,
      dates(when),
    ].filter((part) => part !== '');
    return parts.length === 0 ? t('tariffs.times.always') : parts.join(', ');
  }

  return {
    times,
    price({ use, elements }, currency) {
      if (use !== 'sale') return t(`tariffs.use.${use}`);
      const all = elements.map(({ energyPerKwhE4 }) => energyPerKwhE4);
      const [least, most] = [Math.min(...all), Math.max(...all)];
      const dearest = prices.perKwh(most, currency);
      const number = (priceE4: number): string => priceText(priceE4, currency, settings.language);
      return least === most ? dearest : dearest.replace(number(most), `${number(least)}–${number(most)}`);
    },
    element({ energyPerKwhE4, chargingPerMinuteE4, idlePerMinuteE4 }, currency) {
      return [
        prices.perKwh(energyPerKwhE4, currency),
        chargingPerMinuteE4 === 0
          ? ''
          : t('tariffs.perMinuteCharging', { price: prices.perMinute(chargingPerMinuteE4, currency) }),
        idlePerMinuteE4 === 0 ? '' : t('tariffs.perMinuteIdle', { price: prices.perMinute(idlePerMinuteE4, currency) }),
      ]
        .filter((part) => part !== '')
        .join(' · ');
    },
  };
}
