import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView, Settings, SystemStatus } from '../contract/views.ts';
import type { ServiceHost } from './service-host.ts';
import { createServiceClient, type ServiceClient } from './service-client.ts';

/** What the tray and the notifications know; null until the service has said it. */
export interface StationWatch {
  status(): SystemStatus | null;
  alerts(): readonly AlertView[];
  /** How many cars charge at this moment; 0 where nobody can tell. */
  readonly openSessions: () => Promise<number>;
  /** Call it with each new service, and with null when there is none. */
  follow(service: ServiceHost | null): void;
}

export interface WatchListeners {
  /** The status or the alerts changed. */
  readonly onChange: () => void;
  /** Alerts that were not active a moment ago. */
  readonly onNewAlerts: (alerts: readonly AlertView[]) => void;
  readonly onSettings: (settings: Settings) => void;
  readonly log: (line: string) => void;
}

/** A person who wants to leave does not wait for a service that does not answer. */
const answerLimitMs = 1_500;

/** Follows the service on a line of its own, as any console does. */
export function createStationWatch(listeners: WatchListeners): StationWatch {
  let client: ServiceClient | null = null;
  let status: SystemStatus | null = null;
  let alerts: readonly AlertView[] | null = null;

  const takeStatus = (next: SystemStatus): void => {
    status = next;
    listeners.onChange();
  };
  const takeAlerts = (next: readonly AlertView[]): void => {
    const known = new Set(alerts?.map(({ alertId }) => alertId));
    const added = alerts === null ? [] : next.filter(({ alertId }) => !known.has(alertId));
    alerts = next;
    listeners.onChange();
    if (added.length > 0) listeners.onNewAlerts(added);
  };

  const load = async (from: ServiceClient): Promise<void> => {
    const [nowStatus, nowAlerts, settings] = await Promise.all([
      from.call('system.status', {}),
      from.call('alerts.list', { active: true, limit: 500 }),
      from.call('settings.get', {}),
    ]);
    if (client !== from) return;
    takeStatus(nowStatus);
    takeAlerts(nowAlerts.rows);
    listeners.onSettings(settings);
  };

  const refresh = async (): Promise<void> => {
    const from = client;
    const next = await from?.call('system.status', {});
    if (next !== undefined && client === from) takeStatus(next);
  };
  const tell = (error: unknown): void => {
    listeners.log(`The shell could not read the state of the chargers: ${String(error)}`);
  };

  return {
    status: () => status,
    alerts: () => alerts ?? [],
    async openSessions() {
      const silence = sleep(answerLimitMs, undefined, { ref: false });
      await Promise.race([refresh().catch(tell), silence]);
      return status?.sessions.open ?? 0;
    },
    follow(service) {
      client?.close();
      client = null;
      status = null;
      const port = service?.connect() ?? null;
      if (port !== null) {
        client = createServiceClient(port, {
          'system.changed': takeStatus,
          // The status itself comes every few seconds only: too late for the mark in the tray.
          'sessions.changed': () => void refresh().catch(tell),
          'alerts.changed': takeAlerts,
          'settings.changed': listeners.onSettings,
        });
        load(client).catch(tell);
      }
      listeners.onChange();
    },
  };
}
