/** 20260706 as 2026-07-06. */
export function dayText(localDay: number | null): string | null {
  return localDay === null ? null : `${monthText(Math.floor(localDay / 100))}-${twoDigits(localDay % 100)}`;
}

/** 202607 as 2026-07. */
export function monthText(period: number): string {
  return `${String(Math.floor(period / 100)).padStart(4, '0')}-${twoDigits(period % 100)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
