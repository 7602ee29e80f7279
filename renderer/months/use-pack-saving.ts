import { shallowRef, type ShallowRef } from 'vue';
import type { PackView } from '../../electron/contract/months.ts';
import { useConsole } from '../client/connect-console.ts';
import { saveFile } from '../components/save-file.ts';
import { bytesOf, readBase64 } from '../station-files/read-base64.ts';
import { useNotices } from '../stores/notices.ts';

const pieceBytes = 1_048_576;

/** Fetches a pack as one ZIP file, piece by piece, and saves it. */
export function usePackSaving(): {
  readonly saving: Readonly<ShallowRef<string | null>>;
  readonly save: (pack: PackView, fileName: string) => Promise<void>;
} {
  const client = useConsole();
  const notices = useNotices();
  const saving = shallowRef<string | null>(null);

  async function fetchWhole(packId: string): Promise<Blob> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0, isLast = false; !isLast;) {
      const part = await client.call('months.packDownload', { packId, offset, length: pieceBytes });
      const bytes = bytesOf(part.base64);
      pieces.push(bytes);
      offset += bytes.length;
      isLast = part.last || bytes.length === 0;
    }
    return new Blob(pieces);
  }

  async function save({ packId }: PackView, fileName: string): Promise<void> {
    saving.value = packId;
    try {
      const base64 = await readBase64(await fetchWhole(packId));
      const saved = await saveFile({ fileName, mediaType: 'application/zip', base64 });
      if (saved !== null) notices.showInfo('files.saved', { file: saved.fileName });
    } catch (cause) {
      notices.showError(cause);
    } finally {
      saving.value = null;
    }
  }
  return { saving, save };
}
