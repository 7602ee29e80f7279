import azMonths from '../../../resources/messages/az/months.json' with { type: 'json' };
import enMonths from '../../../resources/messages/en/months.json' with { type: 'json' };
import ruMonths from '../../../resources/messages/ru/months.json' with { type: 'json' };
import trMonths from '../../../resources/messages/tr/months.json' with { type: 'json' };
import type { Language } from '../../contract/views.ts';

const texts: Readonly<Record<Language, typeof azMonths>> = { az: azMonths, ru: ruMonths, en: enMonths, tr: trMonths };

/** What a pack says to people, in the words of the console's own screens. */
export function packTexts(language: Language): typeof azMonths {
  return texts[language];
}
