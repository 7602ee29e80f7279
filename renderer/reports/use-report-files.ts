import { shallowRef, type ShallowRef } from 'vue';
import type { ReportFormat } from '../../electron/contract/reports.ts';
import { useConsole } from '../client/connect-console.ts';
import { saveFile, type SavedFile } from '../components/save-file.ts';
import { bytesOf, readBase64 } from '../station-files/read-base64.ts';
import { useNotices } from '../stores/notices.ts';
import { useSettings } from '../stores/settings.ts';
import type { Profile } from './report-period.ts';
import type { ReportQuestion } from './use-report.ts';

const pieceBytes = 1_048_576;

/** Has a report made and fetches it piece by piece, however long it is. */
export function useReportFiles(): {
  readonly making: Readonly<ShallowRef<ReportFormat | null>>;
  readonly saved: Readonly<ShallowRef<SavedFile>>;
  readonly make: (question: ReportQuestion, format: ReportFormat, profile: Profile) => Promise<void>;
} {
  const client = useConsole();
  const settings = useSettings();
  const notices = useNotices();
  const making = shallowRef<ReportFormat | null>(null);
  const saved = shallowRef<SavedFile>(null);

  async function fetchWhole(exportId: string): Promise<Blob> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0, isLast = false; !isLast;) {
      const part = await client.call('reports.read', { exportId, offset, length: pieceBytes });
      const bytes = bytesOf(part.base64);
      pieces.push(bytes);
      offset += bytes.length;
      isLast = part.last;
    }
    return new Blob(pieces);
  }

  async function make(question: ReportQuestion, format: ReportFormat, profile: Profile): Promise<void> {
    making.value = format;
    saved.value = null;
    try {
      const asked = { ...question, format, profile, locale: settings.language };
      const { exportId, fileName, mediaType } = await client.call('reports.prepare', asked);
      const base64 = await readBase64(await fetchWhole(exportId));
      saved.value = await saveFile({ fileName, mediaType, base64 });
    } catch (cause) {
      notices.showError(cause);
    } finally {
      making.value = null;
    }
  }
  return { making, saved, make };
}
