import { app, Menu, nativeImage, type NativeImage, Tray } from 'electron';
import { join } from 'node:path';
import type { Text } from './texts.ts';
import type { TrayIcon, TrayLook } from './tray-look.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
}

/** The mark in the task bar through which the program stays in reach while its window is closed. */
export interface ConsoleTray {
  show(look: TrayLook, text: Text): void;
}

export function createTray(iconFolder: string, actions: TrayActions): ConsoleTray {
  const icons: Readonly<Record<TrayIcon, NativeImage>> = {
    ok: trayImage(iconFolder, 'ok'),
    charging: trayImage(iconFolder, 'charging'),
    warning: trayImage(iconFolder, 'warning'),
    stopped: trayImage(iconFolder, 'stopped'),
  };
  const tray = new Tray(icons.stopped);
  tray.on('click', actions.open);
  return {
    show({ icon, line }, text) {
      tray.setImage(icons[icon]);
      tray.setToolTip(`${app.name}: ${line}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: line, enabled: false },
          { type: 'separator' },
          { label: text('trayOpen'), click: actions.open },
          { label: text('quit'), click: actions.quit },
        ]),
      );
    },
  };
}

/** `tray-<state>.png` at 16 pixels; Electron takes `@2x` beside it for sharper screens. */
const trayImage = (folder: string, icon: TrayIcon): NativeImage =>
  nativeImage.createFromPath(join(folder, `tray-${icon}.png`));
