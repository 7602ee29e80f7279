import type { BrowserWindow } from 'electron';
import { desktopChannels } from '../contract/desktop-channels.ts';
import type { DesktopBridge } from '../contract/desktop.ts';
import type { ServiceHost, ServiceState } from './service-host.ts';

type ServiceDown = Parameters<Parameters<DesktopBridge['onServiceDown']>[0]>[0];

/** Hands the window its port: on request, and a new one after each start of the service. */
export interface ServiceLines {
  readonly requested: () => void;
  readonly changed: (state: ServiceState) => void;
}

export function createServiceLines(
  window: BrowserWindow,
  service: ServiceHost,
  sentence: (state: ServiceState & { readonly kind: 'failed' }) => string,
): ServiceLines {
  let wanted = false;

  const handOver = (): void => {
    const port = service.connect();
    if (port !== null) window.webContents.postMessage(desktopChannels.port, null, [port]);
  };
  const tellDown = (state: ServiceState): void => {
    const failed = state.kind === 'failed';
    const down: ServiceDown = { restarting: !failed, reason: failed ? sentence(state) : null };
    window.webContents.send(desktopChannels.serviceDown, down);
  };

  return {
    requested() {
      wanted = true;
      const state = service.state();
      if (state.kind === 'ready') handOver();
      else if (state.kind === 'failed') tellDown(state);
    },
    changed(state) {
      if (!wanted || window.isDestroyed()) return;
      if (state.kind === 'ready') handOver();
      else if (state.kind !== 'starting') tellDown(state);
    },
  };
}
