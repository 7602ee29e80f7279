import { Buffer } from 'node:buffer';
import type { BusinessProfile } from '../../contract/business.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReportFormat } from '../../contract/reports.ts';
import type { ExportedFile, Language } from '../../contract/views.ts';
import type { StoreReads } from '../store/store.ts';
import { exportSessions } from './export-sessions.ts';
import type { ReportRequest, ReportSite } from './report-table.ts';

/** What reports are made from. */
export interface ReportDeps {
  readonly read: StoreReads;
  readonly business: () => BusinessProfile;
  readonly site: () => ReportSite;
}

/** A report as a file. */
export interface FileRequest extends ReportRequest {
  readonly format: ReportFormat;
  /** `excel` is for people, in their language; `machine` is for programs and the same everywhere. */
  readonly profile: 'excel' | 'machine';
  readonly language: Language;
}

/** Takes a file as it comes into being; what it resolves to is waited for. */
export type ReportSink = (bytes: Uint8Array) => Promise<void> | void;

export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
}

/** Writes a report piece by piece: the whole file is never in memory. */
export async function writeReport(deps: ReportDeps, request: FileRequest, sink: ReportSink): Promise<ReportFile> {
  if (request.report !== 'sessions' || request.format !== 'csv') {
    throw new AppError('invalidInput', { faults: [{ path: 'report', message: 'not there yet' }] });
  }
  const { timeZone } = deps.site();
  const { base64, ...file } = await exportSessions(deps.read, { ...request, timeZone });
  await sink(Buffer.from(base64, 'base64'));
  return file;
}

/** The same as one value, for files of a size that travels. */
export async function produceReport(deps: ReportDeps, request: FileRequest): Promise<ExportedFile> {
  const parts: Uint8Array[] = [];
  const file = await writeReport(deps, request, (bytes) => {
    parts.push(bytes);
  });
  return { ...file, base64: Buffer.concat(parts).toString('base64') };
}
