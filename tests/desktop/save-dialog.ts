import type { ElectronApplication } from '@playwright/test';

/** Answers the next save dialogs of the operating system, which no test can click: with a path, or with Cancel. */
export const saveTo = (app: ElectronApplication, filePath: string | null): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' });
  }, filePath);
