import { Buffer } from 'node:buffer';
import type { ExportedFile, Language } from '../../contract/views.ts';
import type { StoreReads } from '../store/store.ts';
import { csvLine, type CsvCell } from './csv.ts';
import { excelCells, excelDelimiter, excelHeader } from './excel-sessions.ts';
import { periodName } from './file-name.ts';
import { machineCells, machineDelimiter, machineHeader, machineVersion } from './machine-sessions.ts';
import { sessionRows, type SessionRow } from './session-row.ts';

/** A list of the sessions that stopped in [from, to). */
export interface SessionsReport {
  readonly from: number;
  readonly to: number;
  /** `excel` is for people, in their language; `machine` is for programs and the same everywhere. */
  readonly profile: 'excel' | 'machine';
  readonly language: Language;
  /** The site's zone. */
  readonly timeZone: string;
}

interface Layout {
  readonly fileName: string;
  readonly start: string;
  readonly delimiter: ',' | ';';
  readonly header: readonly CsvCell[];
  cells(row: SessionRow): readonly CsvCell[];
}

/** Excel reads ə by it; a program would take it for a part of the first column's name. */
const byteOrderMark = '\uFEFF';

/** Writes the report as one CSV file: UTF-8, CRLF, a header line, no totals. */
export async function exportSessions(reads: StoreReads, report: SessionsReport): Promise<ExportedFile> {
  const layout = layoutOf(report);
  const parts: Buffer[] = [];
  for await (const line of sessionLines(reads, report, layout)) parts.push(Buffer.from(line));
  return {
    fileName: layout.fileName,
    mediaType: 'text/csv; charset=utf-8',
    base64: Buffer.concat(parts).toString('base64'),
  };
}

async function* sessionLines(reads: StoreReads, report: SessionsReport, layout: Layout): AsyncGenerator<string> {
  yield layout.start + csvLine(layout.header, layout.delimiter);
  for await (const row of sessionRows(reads, report.from, report.to)) {
    yield csvLine(layout.cells(row), layout.delimiter);
  }
}

function layoutOf(report: SessionsReport): Layout {
  const period = periodName(report, report.timeZone);
  if (report.profile === 'machine') {
    return {
      fileName: `stansiya-sessions-v${String(machineVersion)}-${period}.csv`,
      start: '',
      delimiter: machineDelimiter,
      header: machineHeader(),
      cells: (row) => machineCells(row, report.timeZone),
    };
  }
  return {
    fileName: `stansiya-sessions-${period}.csv`,
    start: byteOrderMark,
    delimiter: excelDelimiter(report.language),
    header: excelHeader(report),
    cells: (row) => excelCells(row, report),
  };
}
