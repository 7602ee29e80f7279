import { AppError } from '../../contract/errors.ts';
import type { SettingsBook } from '../domain/settings.ts';
import { exportSessions } from '../reports/export-sessions.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMs } from './iso-time.ts';

export function reportHandlers(read: StoreReads, settings: SettingsBook): AreaHandlers<'reports'> {
  return {
    'reports.export'({ from, to, profile, locale }) {
      const { language, timeZone } = settings.current();
      const period = { from: epochMs(from), to: epochMs(to) };
      if (period.to <= period.from) {
        throw new AppError('invalidInput', { faults: [{ path: 'to', message: 'must be after from' }] });
      }
      return exportSessions(read, { ...period, profile, language: locale ?? language, timeZone });
    },
  };
}
