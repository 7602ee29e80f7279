import type { AlertView, SystemStatus } from '../contract/views.ts';
import type { ServiceState } from './service-host.ts';
import type { Text } from './texts.ts';

export type TrayIcon = 'ok' | 'charging' | 'warning' | 'stopped';

export interface TrayLook {
  readonly icon: TrayIcon;
  /** One sentence: what the server does, or how many chargers are there and charge. */
  readonly line: string;
}

/** What the tray shows; a problem outweighs a running session. */
export function trayLook(
  service: ServiceState,
  status: SystemStatus | null,
  alerts: readonly AlertView[],
  text: Text,
): TrayLook {
  if (service.kind === 'failed' || service.kind === 'stopped') return { icon: 'stopped', line: text('trayStopped') };
  if (service.kind !== 'ready' || status === null) return { icon: 'stopped', line: text('trayStarting') };
  const { stations, sessions, storageFault } = status;
  const line = text('trayCounts', { online: stations.online, total: stations.total, charging: sessions.open });
  if (storageFault || alerts.length > 0) {
    return { icon: 'warning', line: `${line} · ${text('trayProblems', { count: alerts.length })}` };
  }
  return { icon: sessions.open > 0 ? 'charging' : 'ok', line };
}
