import { computed } from 'vue';
import { unitWords } from '../../electron/contract/format/locale-data.ts';
import { useSettings } from '../stores/settings.ts';
import { useFormat } from '../use-format.ts';

export interface PriceText {
  /** `0,30 ₼/kVt·saat`. */
  perKwh(priceE4: number | null, currency: string): string;
  /** `0,01 ₼/dəq`. */
  perMinute(priceE4: number | null, currency: string): string;
  /** `90 dəq`. */
  minutes(minutes: number): string;
  /** Unit words of the language on the screen. */
  readonly kilowattHour: string;
  readonly minute: string;
}

/** Prices with what they are for. */
export function usePriceText(): PriceText {
  const settings = useSettings();
  const format = useFormat();
  const words = computed(() => unitWords[settings.language]);
  return {
    perKwh: (priceE4, currency) => `${format.price(priceE4, currency)}/${words.value.kilowattHour}`,
    perMinute: (priceE4, currency) => `${format.price(priceE4, currency)}/${words.value.minute}`,
    minutes: (minutes) => `${format.number(minutes)}\u00A0${words.value.minute}`,
    get kilowattHour() {
      return words.value.kilowattHour;
    },
    get minute() {
      return words.value.minute;
    },
  };
}
