import type { Notice } from '../notice.ts';

/** Words of a closed list, found whatever their case and the dots, dashes and blanks in them. */
export type Vocabulary<W extends string> = (text: string | undefined) => W | null;

const simplify = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

export function vocabulary<W extends string>(words: readonly W[]): Vocabulary<W> {
  const exact = new Map<string, W>(words.map((word) => [word, word]));
  const simplified = new Map<string, W>(words.map((word) => [simplify(word), word]));
  return (text) => {
    if (text === undefined) return null;
    return exact.get(text) ?? simplified.get(simplify(text)) ?? null;
  };
}

/** The word of the list a station means; null when it sent none or one of its own. */
export function knownWord<W extends string>(known: Vocabulary<W>, text: string | undefined, notice: Notice): W | null {
  const word = known(text);
  if (word !== text && textOrNull(text) !== null) notice('unknownWords', undefined, text);
  return word;
}

/** The text without blanks around it; null when nothing is left. */
export function textOrNull(text: string | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? null : trimmed;
}
