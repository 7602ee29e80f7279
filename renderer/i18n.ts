import { nextTick, shallowRef, type ShallowRef } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Language } from '../electron/contract/views.ts';

export const languages = ['az', 'ru', 'en', 'tr'] as const satisfies readonly Language[];

/** Each language is written in itself, as its speakers look for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  az: 'Azərbaycanca',
  ru: 'Русский',
  en: 'English',
  tr: 'Türkçe',
};

/** One file each, loaded when the language is first spoken. */
const loaders = {
  az: () => import('./languages/az.ts'),
  ru: () => import('./languages/ru.ts'),
  en: () => import('./languages/en.ts'),
  tr: () => import('./languages/tr.ts'),
} satisfies Record<Language, unknown>;

const rememberedLanguageKey = 'stansiya.language';

const slavicForms = new Intl.PluralRules('ru');

/** Messages count in the order `one | few | many`. */
function slavicPlural(count: number, forms: number): number {
  const form = { zero: 2, one: 0, two: 1, few: 1, many: 2, other: 1 }[slavicForms.select(count)];
  return Math.min(form, forms - 1);
}

const oneOrMore = (count: number, forms: number): number => Math.min(count === 1 ? 0 : 1, forms - 1);

export const i18n = createI18n({
  legacy: false,
  locale: 'az',
  fallbackLocale: false,
  pluralRules: { az: oneOrMore, en: oneOrMore, tr: oneOrMore, ru: slavicPlural },
  messages: {},
});

const spoken = shallowRef<Language>('az');

/** The language on the screen. */
export const spokenLanguage: Readonly<ShallowRef<Language>> = spoken;

const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

/** The language this window last spoke, until the settings arrive. */
export function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(rememberedLanguageKey);
  return isLanguage(remembered) ? remembered : 'az';
}

/** Speaks `language` at once, everywhere on the screen. */
export async function speak(language: Language): Promise<void> {
  if (!(i18n.global.availableLocales as readonly string[]).includes(language)) {
    const { messages } = await loaders[language]();
    i18n.global.setLocaleMessage(language, messages);
  }
  i18n.global.locale.value = language;
  spoken.value = language;
  localStorage.setItem(rememberedLanguageKey, language);
  document.documentElement.lang = language;
  await nextTick();
}
