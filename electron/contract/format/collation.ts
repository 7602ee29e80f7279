import type { Language } from '../views.ts';
import { compareAz } from './az-alphabet.ts';

/** Puts two names in order: negative when `a` comes first. */
export type Compare = (a: string, b: string) => number;

/** The order of names in a language. Numbers inside names count as numbers: `Stansiya 2` comes before `Stansiya 10`. */
export function createCollator(language: Language): Compare {
  if (language === 'az') return compareAz;
  const collator = new Intl.Collator(language, { numeric: true });
  return (a, b) => collator.compare(a, b);
}

/**
 * A text as a search compares it: in small letters, with İ, I and ı as i, so that `SIMURQ`, `simurq` and `sımurq` find each other whatever
 * the keyboard.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[İIı]\u0307?|i\u0307/g, 'i')
    .toLowerCase();
}
