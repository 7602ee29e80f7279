import { BrowserWindow, nativeTheme, screen } from 'electron';
import { consoleUrl } from './console-files.ts';
import { showContextMenu } from './context-menu.ts';
import type { DesktopStateFile } from './desktop-state.ts';
import { refuseNavigation } from './guards.ts';
import type { Text } from './texts.ts';
import { minimumSize, placeWindow } from './window-bounds.ts';

export interface ConsoleWindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly state: DesktopStateFile;
  readonly text: Text;
  readonly log: (line: string) => void;
  /** Whether closing means leaving; otherwise the window only hides. */
  readonly isQuitting: () => boolean;
  readonly onHidden: () => void;
}

const reloadDelayMs = 500;

/** Opens the one window of the console, hidden until it has something to show. */
export function openConsoleWindow(options: ConsoleWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...placement(options.state),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Stansiya',
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0E1519' : '#F3F6F7',
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A console that is watched from another window must not fall behind.
      backgroundThrottling: false,
    },
  });
  refuseNavigation(window.webContents, options.log);
  showContextMenu(window, options.text);
  rememberBounds(window, options.state);
  hideInsteadOfClosing(window, options);
  reloadAfterCrash(window, options.log);
  void window.loadURL(consoleUrl);
  return window;
}

function placement(state: DesktopStateFile): Electron.Rectangle {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  return placeWindow(state.get().bounds, [main.workArea, ...others.map((display) => display.workArea)]);
}

function rememberBounds(window: BrowserWindow, state: DesktopStateFile): void {
  const remember = (): void => {
    state.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('close', remember);
  window.on('hide', remember);
}

function hideInsteadOfClosing(window: BrowserWindow, options: ConsoleWindowOptions): void {
  window.on('close', (event) => {
    if (options.isQuitting()) return;
    event.preventDefault();
    window.hide();
    options.onHidden();
  });
}

/** Charging does not depend on the window: one that broke is loaded again. */
function reloadAfterCrash(window: BrowserWindow, log: (line: string) => void): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`The window's page is gone (${reason})`);
    if (reason === 'clean-exit') return;
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, reloadDelayMs);
  });
}

/** Brings the window to the front, wherever it was. */
export function showWindow(window: BrowserWindow, state: DesktopStateFile): void {
  if (!window.isVisible() && state.get().maximized) window.maximize();
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
