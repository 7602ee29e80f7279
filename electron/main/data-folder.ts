import { app } from 'electron';
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Decides where the books lie and tells Electron to keep its own files beside them, so that one data folder has one running program. When the
 * folder cannot be written the window still opens, from a folder of its own, to say so.
 */
export function chooseDataFolder(asked: string | null): string {
  const dataFolder = asked ?? join(app.getPath('appData'), 'Stansiya');
  const shellFolder = isWritable(dataFolder) ? dataFolder : mkdtempSync(join(tmpdir(), 'stansiya-'));
  app.setPath('userData', shellFolder);
  app.setPath('sessionData', join(shellFolder, 'window'));
  return dataFolder;
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
