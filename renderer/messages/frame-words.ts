import type { Language } from '../../electron/contract/views.ts';
import type { Format } from '../use-format.ts';
import type { Fields } from './frame-fields.ts';
import { numberOf, textOf } from './frame-fields.ts';

/** What sentences about frames are made with. */
export interface FrameWords {
  readonly language: Language;
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** Whether the message files have a text for a key. */
  readonly te: (key: string) => boolean;
  readonly format: Pick<
    Format,
    'number' | 'energyKwh' | 'powerKw' | 'percent' | 'timeWithSeconds' | 'dateTime' | 'duration'
  >;
}

/** A payload in one sentence. */
export type Sentence = (payload: Fields, words: FrameWords) => string;

/** `konnektor 2`, or the station itself for connector 0 and where none is named. */
export function placeText(payload: Fields, { t }: FrameWords): string {
  const connector = numberOf(payload, 'connectorId');
  return connector === null || connector === 0
    ? t('messages.part.station')
    : t('messages.part.connector', { connector });
}

/** A word of OCPP in the reader's language, or as it is spelled where the message files have no word for it. */
export function wordOr(prefix: string, word: string, { t, te }: FrameWords): string {
  const key = `${prefix}.${word}`;
  return word !== '' && te(key) ? t(key) : word || '—';
}

/** A status word in the reader's language, or as the station spelled it. */
export const statusText = (status: string, words: FrameWords): string => wordOr('messages.status', status, words);

/** A moment as people write it; a text that is none as it is. */
export function momentText(moment: string, { format }: FrameWords): string {
  return Number.isNaN(Date.parse(moment)) ? moment || '—' : format.dateTime(moment);
}

/** The last part of an address: the rest may hold a password or a one-time path. */
export function fileName(location: string): string {
  return location.replace(/[?#].*$/, '').replace(/^.*\//, '') || '—';
}

/** Whose message it is, and which. */
export function vendorText(payload: Fields): string {
  return joined([textOf(payload, 'vendorId'), textOf(payload, 'messageId')]);
}

/** The parts that say something, one after the other. */
export function joined(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join(', ');
  return text === '' ? '—' : text;
}

/** Begins with a capital: `konnektor 2: …` becomes `Konnektor 2: …`. */
export function sentence(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
