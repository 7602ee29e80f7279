import { Buffer } from 'node:buffer';
import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import type { ReportFormat } from '../../contract/reports.ts';
import type { ExportedFile, Language } from '../../contract/views.ts';
import type { StoreReads } from '../store/store.ts';
import { periodName } from './file-name.ts';
import { excelCsv } from './files/excel-csv.ts';
import { machineCsv, machineVersion } from './files/machine-csv.ts';
import { printedTable } from './files/printed-table.ts';
import { tableJson } from './files/table-json.ts';
import { xlsx } from './files/xlsx.ts';
import { machineSessions } from './machine-sessions.ts';
import { ocpiJson } from './ocpi-json.ts';
import type { PdfPrinter } from './print/pdf-printer.ts';
import type { ReportRequest, ReportSite, ReportTable } from './report-table.ts';
import { buildTable } from './tables/build-table.ts';
import { scopeOf, type TableDeps } from './tables/table-deps.ts';

/** What reports are made from. */
export interface ReportDeps {
  readonly read: StoreReads;
  readonly business: () => BusinessProfile;
  readonly site: () => ReportSite;
  readonly printPdf: PdfPrinter;
}

/** A report as a file. */
export interface FileRequest extends ReportRequest {
  readonly format: ReportFormat;
  /** `excel` is for people, in their language; `machine` is for programs and the same everywhere. It matters for CSV only. */
  readonly profile: 'excel' | 'machine';
  readonly language: Language;
}

/** Takes a file as it comes into being; what it resolves to is waited for. */
export type ReportSink = (bytes: Uint8Array) => Promise<void> | void;

export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
}

const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json',
};

/** The table of a report, for a screen or to compare sums by. */
export function reportTable(deps: ReportDeps, request: ReportRequest): Promise<ReportTable> {
  return buildTable(tableDeps(deps), request);
}

/** Writes a report piece by piece: the whole file is never in memory, and between the pieces others get their turn. */
export async function writeReport(deps: ReportDeps, request: FileRequest, sink: ReportSink): Promise<ReportFile> {
  for await (const piece of pieces(deps, request)) await sink(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return { fileName: reportFileName(deps.site(), request), mediaType: mediaTypes[request.format] };
}

/** The same as one value, for files of a size that travels. */
export async function produceReport(deps: ReportDeps, request: FileRequest): Promise<ExportedFile> {
  const parts: Uint8Array[] = [];
  const file = await writeReport(deps, request, (bytes) => {
    parts.push(bytes);
  });
  return { ...file, base64: Buffer.concat(parts).toString('base64') };
}

/** Files for programs name the version of their columns. */
export function reportFileName({ timeZone }: ReportSite, request: FileRequest): string {
  const { report, format, profile } = request;
  if (isOcpi(request)) return `stansiya-sessions-ocpi-2.2.1-${periodName(request, timeZone)}.json`;
  const isVersioned = format === 'json' || (format === 'csv' && profile === 'machine');
  const version = isVersioned ? `-v${String(machineVersion)}` : '';
  return `stansiya-${reportFileNames[report]}${version}-${periodName(request, timeZone)}.${format}`;
}

const reportFileNames: Readonly<Record<ReportRequest['report'], string>> = {
  sessions: 'sessions',
  days: 'days',
  hours: 'hours',
  stations: 'stations',
  connectors: 'connectors',
  cards: 'cards',
  customers: 'customers',
  tariffs: 'tariffs',
  paymentMethods: 'payment-methods',
  drawers: 'cash-drawer',
  unpaid: 'unpaid',
  corrections: 'corrections',
  vat: 'vat',
  margin: 'margin',
  utilisation: 'utilisation',
  energyBalance: 'energy-balance',
};

async function* pieces(deps: ReportDeps, request: FileRequest): AsyncGenerator<string | Uint8Array> {
  const { timeZone, currency, now } = deps.site();
  const { format, profile, report, language } = request;
  const tables = tableDeps(deps);
  if (format === 'csv' && profile === 'machine' && report === 'sessions') {
    yield* machineSessions(deps.read.reports.allEntries('sessions', scopeOf(tables, request)), timeZone);
    return;
  }
  if (isOcpi(request)) {
    yield* ocpiJson({ read: deps.read, business: tables.business, currency }, request);
    return;
  }
  const table = await buildTable(tables, request);
  const layout = { language, timeZone, currency };
  switch (format) {
    case 'csv':
      yield* profile === 'machine' ? machineCsv(table) : excelCsv(table, layout);
      return;
    case 'xlsx':
      yield* xlsx(table, { ...layout, now, businessName: tables.business.legalName });
      return;
    case 'json':
      yield* tableJson(table, timeZone);
      return;
    case 'pdf': {
      const { html, page } = await printedTable(table, layout, tables.business);
      yield await deps.printPdf(html, page);
      return;
    }
    default:
      assertNever(format);
  }
}

/** The sessions for programs: what other central systems read. */
function isOcpi({ report, format }: FileRequest): boolean {
  return report === 'sessions' && format === 'json';
}

function tableDeps({ read, business, site }: ReportDeps): TableDeps {
  return { read, business: business(), site: site() };
}
