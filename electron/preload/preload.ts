import { contextBridge, ipcRenderer } from 'electron';
import { desktopChannels } from '../contract/desktop-channels.ts';
import type { DesktopCall } from '../contract/desktop-inputs.ts';
import { type DesktopBridge, servicePortMessage } from '../contract/desktop.ts';

declare const __APP_VERSION__: string;

type ServiceDown = Parameters<Parameters<DesktopBridge['onServiceDown']>[0]>[0];

const call =
  (name: DesktopCall) =>
  (...args: readonly unknown[]): Promise<never> =>
    ipcRenderer.invoke(desktopChannels.call + name, ...args) as Promise<never>;

const downListeners = new Set<(state: ServiceDown) => void>();
let down: ServiceDown | null = null;

ipcRenderer.on(desktopChannels.serviceDown, (_event, state: ServiceDown) => {
  down = state;
  for (const listener of downListeners) listener(state);
});

// The page's own world gets the port as a window message: a port cannot pass through the bridge.
ipcRenderer.on(desktopChannels.port, (event) => {
  down = null;
  window.postMessage(servicePortMessage, window.location.origin, event.ports);
});

const bridge: DesktopBridge = {
  requestServicePort: () => {
    ipcRenderer.send(desktopChannels.portRequest);
  },
  onServiceDown: (listener) => {
    downListeners.add(listener);
    // The shell may have told it before the page began to listen.
    if (down !== null) listener(down);
    return () => {
      downListeners.delete(listener);
    };
  },
  saveFile: call('saveFile'),
  showInFolder: call('showInFolder'),
  openDataFolder: call('openDataFolder'),
  getAutostart: call('getAutostart'),
  setAutostart: call('setAutostart'),
  setLanguage: call('setLanguage'),
  setDemo: call('setDemo'),
  versions: { app: __APP_VERSION__, electron: process.versions.electron },
};

contextBridge.exposeInMainWorld('stansiya', bridge);
