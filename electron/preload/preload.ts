import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { desktopChannels } from '../contract/desktop-channels.ts';
import type { DesktopCall } from '../contract/desktop-inputs.ts';
import { type DesktopBridge, servicePortMessage } from '../contract/desktop.ts';

declare const __APP_VERSION__: string;

type ServiceDown = Parameters<Parameters<DesktopBridge['onServiceDown']>[0]>[0];

const call =
  (name: DesktopCall) =>
  (...args: readonly unknown[]): Promise<never> =>
    ipcRenderer.invoke(desktopChannels.call + name, ...args) as Promise<never>;

const bridge: DesktopBridge = {
  requestServicePort: () => {
    ipcRenderer.send(desktopChannels.portRequest);
  },
  onServiceDown: (listener) => {
    const heard = (_event: IpcRendererEvent, state: ServiceDown): void => {
      listener(state);
    };
    ipcRenderer.on(desktopChannels.serviceDown, heard);
    return () => {
      ipcRenderer.off(desktopChannels.serviceDown, heard);
    };
  },
  saveFile: call('saveFile'),
  showInFolder: call('showInFolder'),
  openDataFolder: call('openDataFolder'),
  getAutostart: call('getAutostart'),
  setAutostart: call('setAutostart'),
  setLanguage: call('setLanguage'),
  setDemo: call('setDemo'),
  versions: { app: __APP_VERSION__, electron: process.versions.electron ?? '' },
};

contextBridge.exposeInMainWorld('stansiya', bridge);

// The page's own world gets the port as a window message: a port cannot pass through the bridge.
ipcRenderer.on(desktopChannels.port, (event) => {
  window.postMessage(servicePortMessage, window.location.origin, event.ports);
});
