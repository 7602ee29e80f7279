import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from '../stores/notices.ts';
import { readBase64 } from './read-base64.ts';

export interface FirmwareUpload {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sentBytes: number;
}

const pieceBytes = 512 * 1024;

/** Brings a file of this PC into the service, piece after piece; a broken one leaves nothing behind. */
export function useFirmwareUpload(): {
  readonly upload: Readonly<ShallowRef<FirmwareUpload | null>>;
  readonly start: (file: File) => Promise<void>;
  readonly cancel: () => void;
} {
  const client = useConsole();
  const notices = useNotices();
  const upload = shallowRef<FirmwareUpload | null>(null);
  let isCancelled = false;

  async function send(file: File, fileId: string): Promise<void> {
    for (let offset = 0; offset < file.size && !isCancelled; offset += pieceBytes) {
      const piece = file.slice(offset, offset + pieceBytes);
      await client.call('files.append', { fileId, offset, base64: await readBase64(piece) });
      upload.value = { fileName: file.name, sizeBytes: file.size, sentBytes: offset + piece.size };
    }
    if (isCancelled) await client.call('files.remove', { fileId });
  }

  async function start(file: File): Promise<void> {
    isCancelled = false;
    upload.value = { fileName: file.name, sizeBytes: file.size, sentBytes: 0 };
    let begun: string | null = null;
    try {
      begun = (await client.call('files.begin', { fileName: file.name, sizeBytes: file.size })).fileId;
      await send(file, begun);
    } catch (cause) {
      notices.showError(cause);
      if (begun !== null) client.call('files.remove', { fileId: begun }).catch(notices.showError);
    } finally {
      upload.value = null;
    }
  }

  const cancel = (): void => {
    isCancelled = true;
  };
  onScopeDispose(cancel);
  return { upload, start, cancel };
}
