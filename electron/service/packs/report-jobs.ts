import { Buffer } from 'node:buffer';
import type { Month } from '../domain/months/month.ts';
import { exportSessions } from '../reports/export-sessions.ts';
import type { StoreReads } from '../store/store.ts';
import type { PackJob } from './pack-job.ts';
import type { PackSite } from './packs.ts';

/** The reports of a month. */
export function reportJobs(
  read: StoreReads,
  { from, to }: Month,
  { language, timeZone }: PackSite,
): readonly PackJob[] {
  return (['excel', 'machine'] as const).map((profile) => ({
    folder: 'csv',
    readTotals: null,
    async produce() {
      const { fileName, base64 } = await exportSessions(read, { from, to, profile, language, timeZone });
      return { fileName, bytes: Buffer.from(base64, 'base64') };
    },
  }));
}
