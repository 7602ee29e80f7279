import type { ExportedFile } from '../../electron/contract/views.ts';
import { desktopBridge } from '../client/desktop-bridge.ts';

/** Where a file went: a path on this PC, which the desktop can show, or the browser's downloads; null when the person cancelled. */
export type SavedFile = { readonly fileName: string; readonly path: string | null } | null;

/** Saves through the desktop's dialog, or downloads in a browser. */
export async function saveFile(file: ExportedFile): Promise<SavedFile> {
  const bridge = desktopBridge();
  if (bridge === undefined) {
    download(file);
    return { fileName: file.fileName, path: null };
  }
  const path = await bridge.saveFile(file);
  return path === null ? null : { fileName: path.replace(/^.*[\\/]/, ''), path };
}

function download(file: ExportedFile): void {
  const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  URL.revokeObjectURL(url);
}
