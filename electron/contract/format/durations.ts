import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Language } from '../views.ts';
import { toEpochMs, type Moment } from './dates.ts';
import { nbsp, unitWords, unknownText } from './locale-data.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `45 san`, `25 dəq`, `1 saat 25 dəq`, `2 gün 3 saat`: the two largest units, cut off, not rounded. */
export function formatDuration(durationMs: number | null, { language }: { readonly language: Language }): string {
  if (durationMs === null || !Number.isFinite(durationMs)) return unknownText;
  const words = unitWords[language];
  const left = Math.max(durationMs, 0);
  if (left < minuteMs) return join(left, secondMs, words.second);
  if (left < hourMs) return join(left, minuteMs, words.minute);
  if (left < dayMs) return pair(join(left, hourMs, words.hour), left % hourMs, minuteMs, words.minute);
  return pair(join(left, dayMs, words.day), left % dayMs, hourMs, words.hour);
}

/** `1:25:07`, hours beyond 24 counted on: what a spreadsheet reads as a duration. */
export function formatClockDuration(durationMs: number): string {
  const seconds = Math.floor(Math.max(durationMs, 0) / secondMs);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

function join(durationMs: number, unitMs: number, word: string): string {
  return `${String(Math.floor(durationMs / unitMs))}${nbsp}${word}`;
}

function pair(first: string, restMs: number, unitMs: number, word: string): string {
  return restMs < unitMs ? first : `${first} ${join(restMs, unitMs, word)}`;
}

/** `indicə`, `5 dəq əvvəl`, `2 saat sonra`. */
export function formatRelative(moment: Moment, now: EpochMs, { language }: { readonly language: Language }): string {
  const at = toEpochMs(moment);
  if (at === null) return unknownText;
  const awayMs = Math.abs(at - now);
  if (awayMs < minuteMs) return justNow[language];
  return placed(amountOf(awayMs, language), at < now, language);
}

const justNow: Readonly<Record<Language, string>> = { az: 'indicə', ru: 'только что', en: 'just now', tr: 'az önce' };

function amountOf(awayMs: number, language: Language): string {
  const words = unitWords[language];
  if (awayMs < hourMs) return join(awayMs, minuteMs, words.minute);
  return awayMs < dayMs ? join(awayMs, hourMs, words.hour) : join(awayMs, dayMs, words.day);
}

function placed(amount: string, past: boolean, language: Language): string {
  switch (language) {
    case 'az':
      return `${amount} ${past ? 'əvvəl' : 'sonra'}`;
    case 'ru':
      return past ? `${amount} назад` : `через ${amount}`;
    case 'en':
      return past ? `${amount} ago` : `in ${amount}`;
    case 'tr':
      return `${amount} ${past ? 'önce' : 'sonra'}`;
    default:
      return assertNever(language);
  }
}
