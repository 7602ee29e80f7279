import type { EpochMs, IsoTime, StationTime } from './model/time.ts';

const written =
  /^\s*(\d{4})-?(\d\d)-?(\d\d)(?:T|t|\s+)(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{0,9}))?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?\s*$/;

const noTime: StationTime = { text: null, at: null, zoneMissing: false };

/**
 * Reads a time as stations write it: any offset, none at all (then as UTC), a space for the `T`, 0 to 9 digits of a second's fraction. What
 * cannot be read keeps its text.
 */
export function readStationTime(text: string | undefined): StationTime {
  if (text === undefined || text.trim() === '') return noTime;
  const parts = written.exec(text);
  if (parts === null) return { text, at: null, zoneMissing: false };
  const zone = parts[8];
  return { text, at: readMoment(parts, zone ?? 'Z'), zoneMissing: zone === undefined };
}

function readMoment(parts: RegExpExecArray, zone: string): EpochMs | null {
  const [year, month, day, hour, minute] = parts.slice(1, 6).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return null;
  // A leap second is the first second of the next minute.
  const second = Number(parts[6] ?? 0);
  const fractionMs = Math.trunc(Number(`0.${parts[7] ?? '0'}`) * 1000);
  if (hour > 24 || minute > 59 || second > 60 || !isDate(year, month, day)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second, fractionMs) - offsetMs(zone);
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function offsetMs(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** `YYYY-MM-DDTHH:mm:ssZ`: some stations can read no fraction and no offset. */
export function writeTime(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** A time of ours as `writeTime` writes it; throws `RangeError` when it is none. */
export function writeIsoTime(time: IsoTime): string {
  return writeTime(Date.parse(time));
}
