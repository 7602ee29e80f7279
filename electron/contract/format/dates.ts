import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { IsoTime, Language } from '../views.ts';
import { monthNames, monthNamesInDates, shortWeekdayNames, unknownText, weekdayNames } from './locale-data.ts';
import { addDays, zonedParts, type LocalDate, type ZonedParts } from './zone.ts';

/** A moment as it travels (ISO 8601) or as it is counted; null when it is unknown. */
export type Moment = EpochMs | IsoTime | null;

export interface DateOptions {
  readonly language: Language;
  /** IANA name, as `Asia/Baku`. */
  readonly timeZone: string;
}

export interface TimeOptions extends DateOptions {
  readonly seconds?: boolean | undefined;
}

/** Milliseconds since 1970 of a moment; null when it is unknown or cannot be read. */
export function toEpochMs(moment: Moment): EpochMs | null {
  const at = typeof moment === 'string' ? Date.parse(moment) : moment;
  return at === null || !Number.isFinite(at) ? null : at;
}

function written(moment: Moment, options: DateOptions, write: (parts: ZonedParts) => string): string {
  const at = toEpochMs(moment);
  return at === null ? unknownText : write(zonedParts(at, options.timeZone));
}

/** `06.07.2026` in every language of the site. */
export function formatDate(moment: Moment, options: DateOptions): string {
  return written(moment, options, formatLocalDate);
}

/** `08:30`, or `08:30:05` with seconds; always 24 hours. */
export function formatTime(moment: Moment, options: TimeOptions): string {
  return written(moment, options, (parts) => clockText(parts, options.seconds));
}

/** `06.07.2026 08:30`, or with seconds. */
export function formatDateTime(moment: Moment, options: TimeOptions): string {
  return written(moment, options, (parts) => `${formatLocalDate(parts)} ${clockText(parts, options.seconds)}`);
}

/** `6 iyul 2026`, `6 июля 2026`. */
export function formatLongDate(moment: Moment, options: DateOptions): string {
  return written(moment, options, (parts) => `${dayAndMonth(parts, options.language)} ${String(parts.year)}`);
}

/** `bazar ertəsi, 6 iyul`; Turkish puts the weekday last. */
export function formatWeekdayDate(moment: Moment, options: DateOptions): string {
  return written(moment, options, (parts) => {
    const weekday = weekdayNames[options.language][parts.weekday - 1] ?? '';
    const date = dayAndMonth(parts, options.language);
    return options.language === 'tr' ? `${date} ${weekday}` : `${weekday}, ${date}`;
  });
}

/** `iyul 2026`. */
export function formatMonth(moment: Moment, options: DateOptions): string {
  return written(moment, options, (parts) => `${monthName(parts.month, options.language)} ${String(parts.year)}`);
}

/** Name of a month, 1 for January, as it stands alone. */
export function monthName(month: number, language: Language): string {
  return monthNames[language][month - 1] ?? '';
}

/** Name of a weekday, 1 for Monday. */
export function weekdayName(weekday: number, language: Language, form: 'long' | 'short' = 'long'): string {
  return (form === 'long' ? weekdayNames : shortWeekdayNames)[language][weekday - 1] ?? '';
}

function dayAndMonth(date: LocalDate, language: Language): string {
  return `${String(date.day)} ${monthNamesInDates[language][date.month - 1] ?? ''}`;
}

/** `06.07.2026`. */
export function formatLocalDate(date: LocalDate): string {
  return `${twoDigits(date.day)}.${twoDigits(date.month)}.${fourDigits(date.year)}`;
}

/** Reads `6.7.2026`, `06/07/2026`, `06-07-2026` or ISO `2026-07-06`; null for anything that is no day of the calendar. */
export function parseLocalDate(text: string): LocalDate | null {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  const spoken = /^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : (spoken?.slice(1).map(Number).reverse() ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = addDays({ year, month, day }, 0);
  return date.year === year && date.month === month && date.day === day ? date : null;
}

/** `2026-07-06`. */
export function isoDateText(date: LocalDate): string {
  return `${fourDigits(date.year)}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

/** ISO 8601 with the offset of the zone, `2026-07-06T12:30:00+04:00`. */
export function formatIsoWithOffset(at: EpochMs, timeZone: string): string {
  const parts = zonedParts(at, timeZone);
  const offsetMinutes = Math.round(Math.abs(parts.offsetMs) / 60_000);
  const sign = parts.offsetMs < 0 ? '-' : '+';
  const offset = `${sign}${twoDigits(Math.floor(offsetMinutes / 60))}:${twoDigits(offsetMinutes % 60)}`;
  return `${isoDateText(parts)}T${clockText(parts, true)}${offset}`;
}

function clockText(parts: ZonedParts, seconds = false): string {
  const minutes = `${twoDigits(parts.hour)}:${twoDigits(parts.minute)}`;
  return seconds ? `${minutes}:${twoDigits(parts.second)}` : minutes;
}

const twoDigits = (value: number): string => (value < 10 ? `0${String(value)}` : String(value));
const fourDigits = (value: number): string => String(value).padStart(4, '0');
