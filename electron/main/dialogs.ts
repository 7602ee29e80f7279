import { app, type BrowserWindow, dialog } from 'electron';
import { writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { ExportedFile } from '../contract/views.ts';
import type { Text } from './texts.ts';

/** Asks where to keep an exported file and writes it there. Null when the person cancelled. */
export async function saveExportedFile(window: BrowserWindow, file: ExportedFile, text: Text): Promise<string | null> {
  const extension = extname(file.fileName).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: text('saveTitle'),
    // Only a name: an export never chooses the folder.
    defaultPath: join(app.getPath('documents'), basename(file.fileName)),
    filters: extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return null;
  await writeFile(filePath, Buffer.from(file.base64, 'base64'));
  return filePath;
}

/** Whether to leave although cars are charging. */
export async function confirmQuit(window: BrowserWindow | null, openSessions: number, text: Text): Promise<boolean> {
  const options: Electron.MessageBoxOptions = {
    type: 'warning',
    title: text('quitTitle'),
    message: text('quitQuestion', { count: openSessions }),
    detail: text('quitDetail'),
    buttons: [text('stay'), text('quit')],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}
