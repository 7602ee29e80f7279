import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { Period } from '../../contract/format/periods.ts';
import type { ReportChart, ReportColumn, ReportName, ReportNote, ReportRow } from '../../contract/reports.ts';

/**
 * A report before it has a form: the screen and every file show this, so that all of them say the same. Moments in cells are milliseconds
 * since 1970; a sum of the rows is in `totals`.
 */
export interface ReportTable {
  readonly report: ReportName;
  readonly period: Period;
  /** Of every amount in it. */
  readonly currency: string;
  readonly columns: readonly ReportColumn[];
  /** How many rows there are. */
  readonly total: number;
  readonly totals: ReportRow;
  readonly notes: readonly ReportNote[];
  readonly chart: ReportChart | null;
  /** A page of the rows, for a screen. */
  page(limit: number, offset: number): Promise<readonly ReportRow[]>;
  /** All rows, in the same order; long reports are read as they are asked for. */
  pages(): AsyncIterable<readonly ReportRow[]>;
}

/** Which part of the books a report is about. */
export interface ReportRequest extends Period {
  readonly report: ReportName;
  readonly stationId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly idToken?: string | undefined;
}

/** Rows that are all there. */
export function rowsAtHand(rows: readonly ReportRow[]): Pick<ReportTable, 'total' | 'page' | 'pages'> {
  return {
    total: rows.length,
    page: (limit, offset) => Promise.resolve(rows.slice(offset, offset + limit)),
    async *pages() {
      yield await Promise.resolve(rows);
    },
  };
}

/** What of the site a report depends on. */
export interface ReportSite {
  readonly timeZone: string;
  /** ISO 4217: entries in another currency are left out and told of. */
  readonly currency: string;
  readonly now: EpochMs;
}
