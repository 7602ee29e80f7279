const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `08:30` from minutes since midnight; empty for null. */
export function clockText(minutes: number | null): string {
  return minutes === null ? '' : `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Reads `8:30`, `08.30`, `0830` or `8`; null for anything that is no time up to `latest` minutes. */
export function readClock(text: string, latest = 1439): number | null {
  const match = /^\s*(\d{1,2})(?:[:.]?([0-5]\d))?\s*$/.exec(text);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return minutes <= latest ? minutes : null;
}
