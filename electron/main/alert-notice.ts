import type { AlertKind, AlertView } from '../contract/views.ts';
import type { Notice } from './notifications.ts';
import type { Text, TextKey } from './texts.ts';

/** The alerts worth a person's attention while the console is closed; the others wait in its list of problems. */
const titles: Partial<Record<AlertKind, TextKey>> = {
  stationFaulted: 'noticeFaulted',
  stationOffline: 'noticeOffline',
  stationPending: 'noticePending',
};

/** What to tell about alerts that were raised together: one by name, or how many; null when none is worth it. */
export function noticeOf(alerts: readonly AlertView[], text: Text): Notice | null {
  const named = alerts.flatMap((alert) => {
    const key = titles[alert.kind];
    return key === undefined ? [] : [{ alert, title: text(key, { station: nameOf(alert) }) }];
  });
  const [first] = named;
  if (first === undefined) return null;
  if (named.length === 1) return { title: first.title, body: bodyOf(first.alert, text) };
  return { title: text('noticeSeveral', { count: named.length }), body: named.map(({ title }) => title).join('\n') };
}

const nameOf = (alert: AlertView): string => alert.stationName ?? alert.stationId ?? '';

const bodyOf = (alert: AlertView, text: Text): string =>
  alert.kind === 'stationFaulted' && alert.evseId !== null
    ? text('noticeConnector', { evse: alert.evseId })
    : text('noticeOpen');
