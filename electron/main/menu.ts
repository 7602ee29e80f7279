import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Text } from './texts.ts';

export interface MenuActions {
  readonly openDataFolder: () => void;
  readonly quit: () => void;
}

/** The window's menu: hidden until Alt is pressed on Windows and Linux, it mainly carries the keys for zoom and full screen. */
export function setApplicationMenu(text: Text, actions: MenuActions): void {
  const program: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { label: text('openDataFolder'), click: actions.openDataFolder },
      { type: 'separator' },
      { label: text('quit'), accelerator: 'CmdOrCtrl+Q', click: actions.quit },
    ],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([program, editMenu(text), viewMenu(text)]));
}

const editMenu = (text: Text): MenuItemConstructorOptions => ({
  label: text('edit'),
  submenu: [
    { role: 'undo', label: text('undo') },
    { role: 'redo', label: text('redo') },
    { type: 'separator' },
    { role: 'cut', label: text('cut') },
    { role: 'copy', label: text('copy') },
    { role: 'paste', label: text('paste') },
    { role: 'selectAll', label: text('selectAll') },
  ],
});

const viewMenu = (text: Text): MenuItemConstructorOptions => ({
  label: text('view'),
  submenu: [
    { role: 'reload', label: text('reload') },
    { type: 'separator' },
    { role: 'resetZoom', label: text('actualSize') },
    { role: 'zoomIn', label: text('zoomIn') },
    { role: 'zoomOut', label: text('zoomOut') },
    { type: 'separator' },
    { role: 'togglefullscreen', label: text('fullScreen') },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools', label: text('developerTools') } as const]),
  ],
});
