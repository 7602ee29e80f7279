import { Buffer } from 'node:buffer';
import type { Month } from '../domain/months/month.ts';
import { produceReport, type ReportDeps } from '../reports/produce-report.ts';
import type { PackJob } from './pack-job.ts';
import type { PackSite } from './packs.ts';

/** The reports of a month. */
export function reportJobs(reports: ReportDeps, { from, to }: Month, { language }: PackSite): readonly PackJob[] {
  return (['excel', 'machine'] as const).map((profile) => ({
    folder: 'csv',
    readTotals: null,
    async produce() {
      const { fileName, base64 } = await produceReport(reports, {
        ...{ report: 'sessions', format: 'csv', from, to, profile, language },
      });
      return { fileName, bytes: Buffer.from(base64, 'base64') };
    },
  }));
}
