import azExport from '../../../resources/messages/az/export.json' with { type: 'json' };
import azSessions from '../../../resources/messages/az/sessions.json' with { type: 'json' };
import enExport from '../../../resources/messages/en/export.json' with { type: 'json' };
import enSessions from '../../../resources/messages/en/sessions.json' with { type: 'json' };
import ruExport from '../../../resources/messages/ru/export.json' with { type: 'json' };
import ruSessions from '../../../resources/messages/ru/sessions.json' with { type: 'json' };
import trExport from '../../../resources/messages/tr/export.json' with { type: 'json' };
import trSessions from '../../../resources/messages/tr/sessions.json' with { type: 'json' };
import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { ReportColumn, ReportNote, ReportWordList } from '../../contract/reports.ts';
import type { Language } from '../../contract/views.ts';

/** What the files for people say, in the words of the console's own screens. */
export type ReportTexts = typeof azExport & {
  readonly sessions: Pick<typeof azSessions, 'verdict' | 'stopReason' | 'flagWhat'>;
};

const texts: Readonly<Record<Language, ReportTexts>> = {
  az: { ...azExport, sessions: azSessions },
  ru: { ...ruExport, sessions: ruSessions },
  en: { ...enExport, sessions: enSessions },
  tr: { ...trExport, sessions: trSessions },
};

export function reportTexts(language: Language): ReportTexts {
  return texts[language];
}

/** The word for a code, or the code itself where there is none, as for a stop reason a vendor invented. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

/** The word for a code of a column. */
export function reportWord(language: Language, list: ReportWordList, code: string): string {
  const { word, sessions } = texts[language];
  switch (list) {
    case 'entry':
      return wordFor(word.entry, code);
    case 'method':
      return wordFor(word.method, code);
    case 'payStatus':
      return wordFor(word.payStatus, code);
    case 'reason':
      return wordFor(word.reason, code);
    case 'stopReason':
      return wordFor(sessions.stopReason, code);
    case 'verdict':
      return wordFor(sessions.verdict, code);
    case 'flag':
      return wordFor(sessions.flagWhat, code);
    default:
      return assertNever(list);
  }
}

export interface HeaderNames {
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
}

/** What stands above a column. */
export function headerText({ key }: ReportColumn, { language, timeZone, currency }: HeaderNames): string {
  return texts[language].column[key].replace('{timeZone}', timeZone).replace('{currency}', currency);
}

export function noteText({ kind, count }: ReportNote, language: Language): string {
  return texts[language].note[kind].replace('{count}', String(count));
}
