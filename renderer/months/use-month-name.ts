import { formatMonth } from '../../electron/contract/format/dates.ts';
import { useSettings } from '../stores/settings.ts';

/** A period as `2026-07` in words. */
export function useMonthName(): (period: string) => string {
  const settings = useSettings();
  // The middle of the month is the same month in every zone.
  return (period) => formatMonth(`${period}-15T12:00:00Z`, { language: settings.language, timeZone: 'UTC' });
}
