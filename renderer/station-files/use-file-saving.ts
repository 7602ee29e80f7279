import { shallowRef, type ShallowRef } from 'vue';
import type { StationFileView } from '../../electron/contract/files.ts';
import { useConsole } from '../client/connect-console.ts';
import { saveFile } from '../components/save-file.ts';
import { useNotices } from '../stores/notices.ts';
import { bytesOf, readBase64 } from './read-base64.ts';

const pieceBytes = 1_048_576;

/** Fetches a kept file piece by piece and saves it on this PC. */
export function useFileSaving(): {
  readonly saving: Readonly<ShallowRef<string | null>>;
  readonly save: (file: StationFileView) => Promise<void>;
} {
  const client = useConsole();
  const notices = useNotices();
  const saving = shallowRef<string | null>(null);

  async function fetchWhole(fileId: string): Promise<Blob> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset = 0, isLast = false; !isLast;) {
      const part = await client.call('files.read', { fileId, offset, length: pieceBytes });
      const bytes = bytesOf(part.base64);
      pieces.push(bytes);
      offset += bytes.length;
      isLast = part.last || bytes.length === 0;
    }
    return new Blob(pieces);
  }

  async function save({ fileId, fileName }: StationFileView): Promise<void> {
    saving.value = fileId;
    try {
      const base64 = await readBase64(await fetchWhole(fileId));
      const saved = await saveFile({ fileName, mediaType: 'application/octet-stream', base64 });
      if (saved !== null) notices.showInfo('files.saved', { file: saved.fileName });
    } catch (cause) {
      notices.showError(cause);
    } finally {
      saving.value = null;
    }
  }
  return { saving, save };
}
