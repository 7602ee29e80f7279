import { app } from 'electron';
import { registerConsoleScheme } from './app-protocol.ts';
import { chooseDataFolder } from './data-folder.ts';
import { createShellLog } from './log.ts';
import { readShellOptions } from './options.ts';
import { runShell } from './shell.ts';

/** The same as `appId` in electron-builder.yml: without it Windows shows no notification. */
const appUserModelId = 'az.stansiya.console';

const options = readShellOptions(process.argv.slice(1));
const dataFolder = chooseDataFolder(options.dataFolder);
if (process.platform === 'win32') app.setAppUserModelId(appUserModelId);
registerConsoleScheme();

if (app.requestSingleInstanceLock()) {
  const log = createShellLog(app.getPath('userData'), () => new Date());
  process.on('uncaughtException', (error) => {
    log(`The shell met a fault: ${error.stack ?? error.message}`);
  });
  process.on('unhandledRejection', (reason) => {
    log(`The shell met a fault: ${String(reason)}`);
  });
  void app.whenReady().then(() => {
    runShell(options, dataFolder, log);
  });
} else {
  app.quit();
}
