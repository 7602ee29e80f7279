import type { Language } from '../../electron/contract/views.ts';
import type { Format } from '../use-format.ts';
import type { Fields } from './frame-fields.ts';
import { numberOf } from './frame-fields.ts';

/** What sentences about frames are made with. */
export interface FrameWords {
  readonly language: Language;
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** Whether the message files have a text for a key. */
  readonly te: (key: string) => boolean;
  readonly format: Pick<Format, 'number' | 'energyKwh' | 'powerKw' | 'percent' | 'timeWithSeconds'>;
}

/** `konnektor 2`, or the station itself for connector 0 and where none is named. */
export function placeText(payload: Fields, { t }: FrameWords): string {
  const connector = numberOf(payload, 'connectorId');
  return connector === null || connector === 0
    ? t('messages.part.station')
    : t('messages.part.connector', { connector });
}

/** A status word in the reader's language, or as the station spelled it. */
export function statusText(status: string, { t, te }: FrameWords): string {
  return te(`messages.status.${status}`) ? t(`messages.status.${status}`) : status;
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
