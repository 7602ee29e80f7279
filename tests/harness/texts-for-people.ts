import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../resources/messages/', import.meta.url);
export const languages = ['az', 'ru', 'en', 'tr'] as const;

type Messages = { readonly [key: string]: string | Messages };

const read = (language: string): Messages =>
  Object.fromEntries(
    readdirSync(new URL(`${language}/`, folder)).map((name) => [
      name.replace('.json', ''),
      JSON.parse(readFileSync(new URL(`${language}/${name}`, folder), 'utf8')) as Messages,
    ]),
  );

const all: Readonly<Record<string, Messages>> = Object.fromEntries(
  languages.map((language) => [language, read(language)]),
);

/** The text under a dotted key; empty where there is none. */
export function textFor(language: string, key: string): string {
  const found = key
    .split('.')
    .reduce<string | Messages | undefined>(
      (part, name) => (typeof part === 'object' ? part[name] : undefined),
      all[language],
    );
  return typeof found === 'string' ? found : '';
}
