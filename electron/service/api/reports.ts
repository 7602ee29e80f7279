import { AppError } from '../../contract/errors.ts';
import type { ReportColumn, ReportPage, ReportRow } from '../../contract/reports.ts';
import type { Input } from '../../contract/api.ts';
import type { SettingsBook } from '../domain/settings.ts';
import {
  produceReport,
  reportTable,
  writeReport,
  type FileRequest,
  type ReportDeps,
} from '../reports/produce-report.ts';
import type { ReportRequest, ReportTable } from '../reports/report-table.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMs, isoTime } from './iso-time.ts';
import { pageQuery } from './page.ts';
import type { PreparedExports } from './prepared-exports.ts';

export interface ReportsApiDeps {
  readonly reports: ReportDeps;
  readonly preparedExports: PreparedExports;
  readonly settings: SettingsBook;
}

export function reportHandlers({ reports, preparedExports, settings }: ReportsApiDeps): AreaHandlers<'reports'> {
  const fileRequest = (input: Input<'reports.export'>): FileRequest => ({
    ...reportRequest(input),
    format: input.format,
    profile: input.profile,
    language: input.locale ?? settings.current().language,
  });
  return {
    async 'reports.query'(input) {
      const { limit, offset } = pageQuery(input);
      const table = await reportTable(reports, reportRequest(input));
      return pageOf(table, await table.page(limit, offset));
    },
    'reports.export': (input) => produceReport(reports, fileRequest(input)),
    'reports.prepare': (input) => preparedExports.prepare((sink) => writeReport(reports, fileRequest(input), sink)),
    'reports.read': (piece) => preparedExports.read(piece),
  };
}

function reportRequest(input: Input<'reports.query'> | Input<'reports.export'>): ReportRequest {
  const { report, stationId, customerId, idToken } = input;
  const [from, to] = [epochMs(input.from), epochMs(input.to)];
  if (to <= from) throw new AppError('invalidInput', { faults: [{ path: 'to', message: 'must be after from' }] });
  return { report, from, to, stationId, customerId, idToken };
}

/** Moments leave the service as ISO 8601. */
function pageOf(table: ReportTable, rows: readonly ReportRow[]): ReportPage {
  const { report, period, currency, columns, total, totals, notes, chart } = table;
  const asTold = (row: ReportRow): ReportRow => row.map((cell, index) => told(cell, columns[index]));
  return {
    ...{ report, currency, columns, total, totals, notes, chart },
    from: isoTime(period.from),
    to: isoTime(period.to),
    rows: rows.map(asTold),
  };
}

function told(cell: ReportRow[number], column: ReportColumn | undefined): ReportRow[number] {
  return column?.type === 'dateTime' && typeof cell === 'number' ? isoTime(cell) : cell;
}
