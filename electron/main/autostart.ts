import { app } from 'electron';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { desktopEntryText } from './desktop-entry.ts';

/** Starting with the computer, into the tray. */
export interface Autostart {
  get(): boolean;
  set(enabled: boolean): Promise<void>;
}

const hiddenFlag = '--hidden';

export const createAutostart = (): Autostart => (process.platform === 'linux' ? desktopEntry() : loginItem());

function loginItem(): Autostart {
  const [path, ...args] = launchCommand();
  return {
    get: () => app.getLoginItemSettings({ path, args }).openAtLogin,
    set(enabled) {
      app.setLoginItemSettings({ openAtLogin: enabled, path, args });
      return Promise.resolve();
    },
  };
}

/** Electron has no login items on Linux: desktops start what lies in the autostart folder. */
function desktopEntry(): Autostart {
  const folder = join(app.getPath('appData'), 'autostart');
  const path = join(folder, 'stansiya.desktop');
  return {
    get: () => existsSync(path),
    async set(enabled) {
      if (!enabled) {
        await rm(path, { force: true });
        return;
      }
      await mkdir(folder, { recursive: true });
      await writeFile(path, desktopEntryText(app.name, launchCommand()));
    },
  };
}

/** The program as it is started now; an AppImage is not what runs, but what was unpacked from it. */
function launchCommand(): [string, ...string[]] {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  return app.isPackaged ? [program, hiddenFlag] : [program, app.getAppPath(), hiddenFlag];
}
