import azExport from '../../../resources/messages/az/export.json' with { type: 'json' };
import azSessions from '../../../resources/messages/az/sessions.json' with { type: 'json' };
import enExport from '../../../resources/messages/en/export.json' with { type: 'json' };
import enSessions from '../../../resources/messages/en/sessions.json' with { type: 'json' };
import ruExport from '../../../resources/messages/ru/export.json' with { type: 'json' };
import ruSessions from '../../../resources/messages/ru/sessions.json' with { type: 'json' };
import trExport from '../../../resources/messages/tr/export.json' with { type: 'json' };
import trSessions from '../../../resources/messages/tr/sessions.json' with { type: 'json' };
import type { Language } from '../../contract/views.ts';

/** What the files for people say, in the words of the console's own screens. */
export interface ReportTexts {
  readonly headers: typeof azExport;
  readonly sessions: Pick<typeof azSessions, 'verdict' | 'stopReason' | 'flagWhat'>;
}

const texts: Readonly<Record<Language, ReportTexts>> = {
  az: { headers: azExport, sessions: azSessions },
  ru: { headers: ruExport, sessions: ruSessions },
  en: { headers: enExport, sessions: enSessions },
  tr: { headers: trExport, sessions: trSessions },
};

export function reportTexts(language: Language): ReportTexts {
  return texts[language];
}

/** The word for a code, or the code itself where there is none, as for a stop reason a vendor invented. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
