import type { Language } from '../contract/views.ts';
import az from '../../resources/messages/az/desktop.json' with { type: 'json' };
import en from '../../resources/messages/en/desktop.json' with { type: 'json' };
import ru from '../../resources/messages/ru/desktop.json' with { type: 'json' };
import tr from '../../resources/messages/tr/desktop.json' with { type: 'json' };

type Messages = Readonly<Record<keyof typeof en, string>>;

const messages: Readonly<Record<Language, Messages>> = { az, ru, en, tr };

export type TextKey = keyof Messages;
export type TextValues = Readonly<Record<string, string | number>>;

/** A sentence of the shell in the language that is current at the time of the call. */
export type Text = (key: TextKey, values?: TextValues) => string;

/** Fills `{name}` placeholders; the shell's texts have no plurals. */
export const createText =
  (language: () => Language): Text =>
  (key, values = {}) =>
    messages[language()][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
