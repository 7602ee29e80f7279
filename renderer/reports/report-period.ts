import { periodPresets } from '../../electron/contract/format/periods.ts';
import type { PeriodChoice } from '../components/use-period.ts';

/** A report always has a first and a last day; the accountant's month comes first. */
export const noReportFilter = {
  report: 'sessions',
  period: 'lastMonth',
  first: '',
  last: '',
  stationId: '',
  customerId: '',
};

export const reportPeriods: readonly PeriodChoice[] = [...periodPresets, 'custom'];

/** Who the file is for: a person, or a program. */
export type Profile = 'excel' | 'machine';
