import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { PreparedExport } from '../../contract/reports.ts';
import type { ExportedPart } from '../../contract/views.ts';
import type { ReportFile, ReportSink } from '../reports/produce-report.ts';

const keptMs = 60 * 60_000;

/** Exports of any size, written to a file and handed over in pieces. */
export interface PreparedExports {
  prepare(write: (sink: ReportSink) => Promise<ReportFile>): Promise<PreparedExport>;
  /** Throws `notFound`. */
  read(piece: { readonly exportId: string; readonly offset: number; readonly length: number }): Promise<ExportedPart>;
}

/** What a service before this one left in the folder is thrown away with the first export. */
export function createPreparedExports(folder: string, clock: Clock): PreparedExports {
  const kept = new Map<string, { readonly at: EpochMs; readonly sizeBytes: number }>();
  const pathOf = (exportId: string): string => join(folder, exportId);

  async function forget(exportId: string): Promise<void> {
    kept.delete(exportId);
    await rm(pathOf(exportId), { force: true });
  }

  async function makeRoom(): Promise<void> {
    if (kept.size === 0) await rm(folder, { recursive: true, force: true });
    for (const [exportId, { at }] of kept) if (clock.now() - at > keptMs) await forget(exportId);
    await mkdir(folder, { recursive: true });
  }

  return {
    async prepare(write) {
      await makeRoom();
      const exportId = randomUUID();
      kept.set(exportId, { at: clock.now(), sizeBytes: 0 });
      let sizeBytes = 0;
      try {
        const file = await open(pathOf(exportId), 'wx', 0o600);
        try {
          const written = await write(async (bytes) => {
            await file.write(bytes);
            sizeBytes += bytes.length;
          });
          kept.set(exportId, { at: clock.now(), sizeBytes });
          return { exportId, ...written, sizeBytes };
        } finally {
          await file.close();
        }
      } catch (fault) {
        await forget(exportId);
        throw fault;
      }
    },
    async read({ exportId, offset, length }) {
      const known = kept.get(exportId);
      if (known === undefined) throw new AppError('notFound', { what: 'export', id: exportId });
      const file = await open(pathOf(exportId), 'r');
      const bytes = Buffer.alloc(Math.max(Math.min(length, known.sizeBytes - offset), 0));
      try {
        await file.read(bytes, 0, bytes.length, offset);
      } finally {
        await file.close();
      }
      const last = offset + bytes.length >= known.sizeBytes;
      if (last) await forget(exportId);
      return { offset, base64: bytes.toString('base64'), last };
    },
  };
}
