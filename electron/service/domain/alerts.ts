import type { Handshake, HandshakeRefusal } from '../../../ocpp/central-system.ts';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { MonthSettings } from '../../contract/months.ts';
import type { AlertKind, AlertRecord, SessionRecord, Store } from '../store/store.ts';
import { alertKey, type AlertWish, conditionKinds, conditionsOf } from './alert-conditions.ts';
import type { Announce, Change } from './changes.ts';
import type { LiveState } from './live-state.ts';
import type { Log } from './log.ts';
import { foldAscii } from './same-text.ts';
import type { Cancel, Scheduler } from './scheduler.ts';
import { needsPerson } from './security-events.ts';
import type { SettingsBook } from './settings.ts';
import type { StationClocks } from './station-clocks.ts';

const lookEveryMs = 5_000;
/** A state that comes and goes every few seconds is told of once. */
const raiseAgainAfterMs = 60_000;
const hourMs = 3_600_000;
/** How long an alert about something that happened stays, unless a person dismisses it. */
const expiryMs: Readonly<Partial<Record<AlertKind, number>>> = {
  handshakeFailed: hourMs,
  unknownIdToken: 24 * hourMs,
  sessionReview: 7 * 24 * hourMs,
  securityEvent: 7 * 24 * hourMs,
  messageTooLong: 7 * 24 * hourMs,
  stoppedAtLimit: 24 * hourMs,
};
/** Refusals the operator decided on, or that say nothing of a charger. */
const silentRefusals: ReadonlySet<HandshakeRefusal> = new Set([
  'rejectedStation',
  'browserOrigin',
  'notWebSocket',
  'storageFault',
]);
const mostHandshakeAlerts = 20;

export interface AlertsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly stationClocks: StationClocks;
  readonly certificateNotAfter: (stationId: string) => EpochMs | null;
  /** The automatic pack that waits for its folder; null while there is none. */
  readonly failedPack: () => MonthSettings['failed'];
  readonly announce: Announce;
  readonly log: Log;
}

/** What needs a person: raised once, gone when it is over. */
export interface Alerts {
  active(): readonly AlertRecord[];
  apply(change: Change): void;
  handshakeFailed(handshake: Handshake, refusal: HandshakeRefusal): void;
  /** A session was stopped because its account or a budget is used up. */
  stoppedAtLimit(session: SessionRecord, limit: 'balance' | 'budget'): void;
  /** Throws `notFound`, `conflict` for an alert about a state that still holds, and what the store throws when it cannot be kept. */
  dismiss(alertId: string): Promise<void>;
  stop(): void;
}

type AlertTest = (alert: AlertRecord) => boolean;

/** The only writer of alerts: it compares what is wrong with what is raised, one look at a time. */
export async function startAlerts(deps: AlertsDeps): Promise<Alerts> {
  const { store, clock, live } = deps;
  const serviceStartedAt = clock.now();
  const active = new Map<string, AlertRecord>();
  const lastRaised = new Map<string, EpochMs>();
  const happened = new Map<string, AlertWish>();
  const over: AlertTest[] = [];
  let looking = Promise.resolve();
  for (const alert of await store.read.alerts.active()) active.set(alertKey(alert), alert);

  const isExpired = (alert: AlertRecord, now: EpochMs): boolean => {
    const after = expiryMs[alert.kind];
    return after !== undefined && now - alert.raisedAt >= after;
  };

  async function look(isDismissed: AlertTest): Promise<void> {
    const now = clock.now();
    const conditions = conditionsOf({
      stations: live.stations(),
      now,
      serviceStartedAt,
      offlineAlertSeconds: deps.settings.current().offlineAlertSeconds,
      skewMsOf: (stationId) => deps.stationClocks.skewMs(stationId),
      certificateNotAfter: deps.certificateNotAfter,
      failedPack: deps.failedPack(),
    });
    const told = [...happened];
    const isOver = [...over, isDismissed];
    const wished = new Map([...conditions.map((alert) => [alertKey(alert), alert] as const), ...told]);
    const gone = [...active].filter(
      ([key, alert]) =>
        (conditionKinds.has(alert.kind) && !wished.has(key)) ||
        isExpired(alert, now) ||
        isOver.some((matches) => matches(alert)),
    );
    for (const [key, raisedAt] of lastRaised) if (now - raisedAt >= raiseAgainAfterMs) lastRaised.delete(key);
    const added = [...wished].filter(([key]) => !active.has(key) && !lastRaised.has(key));
    if (gone.length > 0 || added.length > 0) await replace(gone, added, now);
    // Only now: what could not be kept is for the next look.
    for (const [key] of told) happened.delete(key);
    over.splice(0, isOver.length - 1);
  }

  async function replace(
    gone: readonly [string, AlertRecord][],
    added: readonly [string, AlertWish][],
    now: EpochMs,
  ): Promise<void> {
    const raised = await store.write(async (unit) => {
      const records: [string, AlertRecord][] = [];
      for (const [, alert] of gone) await unit.alerts.clear(alert.alertId, now);
      for (const [key, wish] of added) {
        const alertId = await unit.alerts.raise({ ...wish, raisedAt: now });
        records.push([key, { ...wish, alertId, raisedAt: now, clearedAt: null }]);
      }
      return records;
    });
    for (const [key] of gone) active.delete(key);
    for (const [key, alert] of raised) {
      active.set(key, alert);
      lastRaised.set(key, now);
    }
    deps.announce({ type: 'alerts', active: [...active.values()] });
  }

  /** Rejects when what was found could not be kept. */
  function lookNow(isDismissed: AlertTest): Promise<void> {
    const looked = looking.then(() => look(isDismissed));
    looking = looked.catch(() => undefined);
    return looked;
  }

  function lookByItself(): void {
    lookNow(() => false).catch((fault: unknown) => {
      deps.log.warn('alerts could not be kept', { fault });
    });
  }

  let cancelSoon: Cancel | null = null;
  const lookSoon = (): void => {
    cancelSoon ??= deps.scheduler.after(0, () => {
      cancelSoon = null;
      lookByItself();
    });
  };
  const happen = (wish: AlertWish): void => {
    const key = alertKey(wish);
    // The first of several that say the same is the one that is told.
    if (!happened.has(key)) happened.set(key, wish);
    lookSoon();
  };
  const end = (matches: AlertTest): void => {
    over.push(matches);
    lookSoon();
  };
  /** What a stranger tries is nobody's loss. */
  const tellOfLongMessage = (stationId: string): void => {
    if (live.station(stationId)?.record.admission !== 'accepted') return;
    happen({ kind: 'messageTooLong', stationId, evseId: null, details: {} });
  };
  const cancelEvery = deps.scheduler.every(lookEveryMs, lookByItself);

  return {
    active: () => [...active.values()],
    apply(change) {
      applyChange(change, happen, end);
      if (change.type === 'stationDisconnected' && change.reason === 'messageTooLong') {
        tellOfLongMessage(change.connection.stationId);
      }
      if (change.type === 'station' || change.type === 'evse' || change.type === 'stationBooted') lookSoon();
    },
    handshakeFailed({ stationId, remoteAddress }, refusal) {
      const known = [...new Map([...active, ...happened]).values()];
      const already = known.filter((alert) => alert.kind === 'handshakeFailed').length;
      if (silentRefusals.has(refusal) || already >= mostHandshakeAlerts) return;
      const identity = stationId.slice(0, 100);
      happen({ kind: 'handshakeFailed', stationId: null, evseId: null, details: { remoteAddress, identity, refusal } });
    },
    stoppedAtLimit({ stationId, evseId, sessionId }, limit) {
      happen({ kind: 'stoppedAtLimit', stationId, evseId, details: { sessionId, limit } });
    },
    async dismiss(alertId) {
      const alert = [...active.values()].find((one) => one.alertId === alertId);
      if (alert === undefined) throw new AppError('notFound', { what: 'alert', id: alertId });
      if (conditionKinds.has(alert.kind)) throw new AppError('conflict', { reason: 'alertStillHolds' });
      await lookNow((one) => one.alertId === alertId);
    },
    stop() {
      cancelEvery();
      cancelSoon?.();
    },
  };
}

/** What happened, and what put an end to an alert about it. */
function applyChange(change: Change, happen: (wish: AlertWish) => void, end: (matches: AlertTest) => void): void {
  if (change.type === 'session') {
    const { sessionId, stationId, evseId, verdict } = change.session;
    if (verdict === 'review') happen({ kind: 'sessionReview', stationId, evseId, details: { sessionId } });
    else end((alert) => alert.kind === 'sessionReview' && alert.details.sessionId === sessionId);
  } else if (change.type === 'unknownIdToken') {
    const { stationId, idToken } = change;
    happen({ kind: 'unknownIdToken', stationId, evseId: null, details: { idToken } });
  } else if (change.type === 'idToken' || change.type === 'idTokenAlias') {
    const added = foldAscii(change.type === 'idToken' ? change.idToken : change.alias);
    end((alert) => alert.kind === 'unknownIdToken' && foldAscii(String(alert.details.idToken)) === added);
  } else if (change.type === 'told' && change.told.event === 'securityEvents.added') {
    const { stationId, type, techInfo } = change.told.data;
    if (!needsPerson(change.told.data)) return;
    happen({ kind: 'securityEvent', stationId, evseId: null, details: { type, techInfo: techInfo ?? '' } });
  } else if (change.type === 'stationRemoved') {
    const removed = foldAscii(change.stationId);
    end((alert) => alert.stationId !== null && foldAscii(alert.stationId) === removed);
  }
}
