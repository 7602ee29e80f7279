import type { Alerts } from '../domain/alerts.ts';
import type { AlertReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { pageQuery } from './page.ts';
import type { Naming } from './session-views.ts';
import { alertView } from './views.ts';

export function alertHandlers(reads: AlertReads, alerts: Alerts, naming: Naming): AreaHandlers<'alerts'> {
  return {
    async 'alerts.list'({ active, ...page }) {
      const { limit, offset } = pageQuery(page);
      if (active !== true) {
        const { total, rows } = await reads.list({ limit, offset });
        return { total, rows: rows.map((alert) => alertView(alert, naming)) };
      }
      const all = alerts.active();
      return { total: all.length, rows: all.slice(offset, offset + limit).map((alert) => alertView(alert, naming)) };
    },
    async 'alerts.dismiss'({ alertId }) {
      await alerts.dismiss(alertId);
      return null;
    },
  };
}
