import { app, session } from 'electron';
import { join } from 'node:path';
import type { Language } from '../contract/views.ts';
import { noticeOf } from './alert-notice.ts';
import { serveConsole } from './app-protocol.ts';
import { openDesktopState } from './desktop-state.ts';
import { confirmQuit } from './dialogs.ts';
import { refusePermissions } from './guards.ts';
import { handleDesktopCalls, onPortRequest } from './ipc.ts';
import { createDesktopHandlers } from './desktop-handlers.ts';
import { setApplicationMenu } from './menu.ts';
import { type Notice, notify } from './notifications.ts';
import type { ShellOptions } from './options.ts';
import { createPdfPrinter } from './pdf-window.ts';
import { createSleepGuard, watchPower } from './power.ts';
import { guardQuit } from './quit.ts';
import { createSealingKey } from './sealing-key.ts';
import { createServiceHost } from './service-host.ts';
import { createServiceLines } from './service-lines.ts';
import { serviceScript } from './service-script.ts';
import { failureSentence } from './start-failure.ts';
import { createStationWatch } from './station-watch.ts';
import { createText } from './texts.ts';
import { systemSecrets } from './system-secrets.ts';
import { trayLook } from './tray-look.ts';
import { createTray } from './tray.ts';
import { openConsoleWindow, showWindow } from './window.ts';

/** Puts the parts of the shell together. The service starts first: chargers do not wait for a window. */
export function runShell(options: ShellOptions, dataFolder: string, log: (line: string) => void): void {
  const appFolder = app.getAppPath();
  const icons = app.isPackaged ? join(process.resourcesPath, 'icons') : join(appFolder, 'resources', 'icons');
  const windowIcon = join(icons, 'icon.png');

  const service = createServiceHost({
    script: serviceScript(appFolder),
    dataFolder,
    flags: options.serviceFlags,
    log,
    sealingKey: createSealingKey(join(app.getPath('userData'), 'sealing-key'), systemSecrets, log),
    printPdf: createPdfPrinter(log),
  });
  service.start(options.demo);

  const state = openDesktopState(join(app.getPath('userData'), 'desktop.json'), log);
  const text = createText(() => state.get().language);
  const sleep = createSleepGuard();

  const open = (): void => {
    showWindow(window, state);
  };
  const tell = (notice: Notice): void => {
    notify(notice, windowIcon, open);
  };
  const speak = (language: Language): void => {
    if (state.get().language !== language) state.update({ language });
    setApplicationMenu(text, { openDataFolder: () => void handlers.openDataFolder(), quit: app.quit.bind(app) });
    showTray();
  };
  const showTray = (): void => {
    tray.show(trayLook(service.state(), watch.status(), watch.alerts(), text), text);
  };
  const explainClosing = (): void => {
    if (state.get().closeExplained) return;
    state.update({ closeExplained: true });
    tell({ title: text('closeTitle'), body: text('closeBody') });
  };

  const watch = createStationWatch({
    onChange: showTray,
    onNewAlerts: (alerts) => {
      const notice = noticeOf(alerts, text);
      if (notice !== null) tell(notice);
    },
    onSettings: (settings) => {
      speak(settings.language);
    },
    log,
  });
  const quit = guardQuit({
    service,
    openSessions: watch.openSessions,
    confirm: (openSessions) => confirmQuit(window.isVisible() ? window : null, openSessions, text),
  });
  const tray = createTray(icons, { open, quit: app.quit.bind(app) });

  refusePermissions(session.defaultSession);
  serveConsole(session.defaultSession, join(appFolder, 'out', 'renderer'));
  const window = openConsoleWindow({
    preload: join(appFolder, 'out', 'preload.cjs'),
    icon: windowIcon,
    state,
    text,
    log,
    isQuitting: quit.isQuitting,
    onHidden: explainClosing,
  });
  const lines = createServiceLines(window, service, (failed) => failureSentence(failed, dataFolder, text));
  const handlers = createDesktopHandlers({ window, service, dataFolder, text, speak });
  handleDesktopCalls(handlers, log);
  onPortRequest(lines.requested, log);
  service.onState((next) => {
    sleep.setListening(next.kind === 'ready');
    watch.follow(next.kind === 'ready' ? service : null);
    lines.changed(next);
  });
  watchPower(service, log);

  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => undefined);
  window.on('session-end', quit.now);
  speak(options.language ?? state.get().language);
  if (!options.hidden) window.once('ready-to-show', open);
}
