import { useI18n } from 'vue-i18n';
import {
  type StandardKey,
  standardKey,
  type ValueFault,
  valueFault,
} from '../../electron/contract/configuration-keys.ts';
import { useKnownText } from '../components/use-known-text.ts';
import { useFormat } from '../use-format.ts';

export interface KeyText {
  /** What the setting is, in words; empty for a vendor's own. */
  readonly about: (key: string) => string;
  /** A value as people read it, with its unit. */
  readonly value: (key: string, value: string) => string;
  /** The unit of a value, in the number that goes with it. */
  readonly unit: (key: string, value: string) => string;
  /** A word of a list, a measurand for instance. */
  readonly word: (word: string) => string;
  /** What is wrong with a value; null when nothing is. */
  readonly fault: (key: string, value: string) => string | null;
}

/** The words of a list value. */
export const wordsOf = (value: string): readonly string[] =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Settings of stations in words for a person. */
export function useKeyText(): KeyText {
  const { t } = useI18n();
  const known = useKnownText();
  const format = useFormat();

  const unit = (key: string, value: string): string => {
    const name = standardKey(key)?.unit;
    return name === undefined ? '' : t(`configuration.unit.${name}`, /^\d+$/.test(value.trim()) ? Number(value) : 0);
  };

  const word = (text: string): string => known(`configuration.word.${text.replaceAll('.', '_')}`, text);

  const number = (key: string, value: string): string =>
    /^-?\d{1,15}$/.test(value.trim()) ? `${format.number(Number(value))} ${unit(key, value)}`.trim() : value;

  const faultText = (fault: ValueFault, standard: StandardKey): string =>
    t(`configuration.fault.${fault}`, { min: standard.min ?? 0, max: standard.max ?? 0 });

  return {
    about: (key) => {
      const standard = standardKey(key);
      return standard === null ? '' : t(`configuration.key.${standard.key}`);
    },
    unit,
    word,
    value: (key, value) => {
      const type = standardKey(key)?.type;
      if (type === 'integer') return number(key, value);
      if (type !== 'boolean') return value;
      const isTrue = /^true$/i.test(value.trim());
      return isTrue || /^false$/i.test(value.trim()) ? t(isTrue ? 'common.yes' : 'common.no') : value;
    },
    fault: (key, value) => {
      const standard = standardKey(key);
      const fault = valueFault(key, value);
      return fault === null || standard === null ? null : faultText(fault, standard);
    },
  };
}
