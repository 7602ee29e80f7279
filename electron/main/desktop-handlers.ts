import { type BrowserWindow, shell } from 'electron';
import type { Language } from '../contract/views.ts';
import { createAutostart } from './autostart.ts';
import { saveExportedFile } from './dialogs.ts';
import type { DesktopHandlers } from './ipc.ts';
import type { ServiceHost } from './service-host.ts';
import type { Text } from './texts.ts';

export interface DesktopHandlerOptions {
  readonly window: BrowserWindow;
  readonly service: ServiceHost;
  readonly dataFolder: string;
  readonly text: Text;
  readonly speak: (language: Language) => void;
}

/** What the shell does when the window asks. */
export function createDesktopHandlers(options: DesktopHandlerOptions): DesktopHandlers {
  const { window, service, dataFolder, text } = options;
  const autostart = createAutostart();
  // Only what was saved here may be shown: a page never names a path of its own.
  const savedPaths = new Set<string>();
  return {
    async saveFile(file) {
      const path = await saveExportedFile(window, file, text);
      if (path !== null) savedPaths.add(path);
      return path;
    },
    showInFolder(path) {
      if (!savedPaths.has(path)) throw new Error('Refused');
      shell.showItemInFolder(path);
      return Promise.resolve();
    },
    async openDataFolder() {
      const fault = await shell.openPath(dataFolder);
      if (fault !== '') throw new Error(fault);
    },
    getAutostart: () => Promise.resolve(autostart.get()),
    async setAutostart(enabled) {
      await autostart.set(enabled);
      return autostart.get();
    },
    setLanguage(language) {
      options.speak(language);
      return Promise.resolve();
    },
    async setDemo(enabled) {
      await service.stop();
      service.start(enabled);
    },
  };
}
