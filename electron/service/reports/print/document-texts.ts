import az from '../../../../resources/messages/az/documentPrint.json' with { type: 'json' };
import en from '../../../../resources/messages/en/documentPrint.json' with { type: 'json' };
import ru from '../../../../resources/messages/ru/documentPrint.json' with { type: 'json' };
import tr from '../../../../resources/messages/tr/documentPrint.json' with { type: 'json' };
import type { Language } from '../../../contract/views.ts';

/** What documents say, in the words of accountants. */
export type DocumentTexts = typeof az;

const texts: Readonly<Record<Language, DocumentTexts>> = { az, ru, en, tr };

export function documentTexts(language: Language): DocumentTexts {
  return texts[language];
}

/** A text with its `{name}` placeholders filled. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
