import { isUnstable } from './alert-conditions.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { Change } from './changes.ts';
import type { LiveState } from './live-state.ts';
import type { LocalLists } from './local-lists.ts';
import type { Log } from './log.ts';
import { foldAscii } from './same-text.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
/** Who adds one card often adds another. */
const afterCardsMs = 5 * secondMs;
const tellAfterMs = secondMs / 2;
/** After an attempt that failed; the last one again and again. */
const pausesMs = [minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs] as const;

export interface LocalListAutomationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly lists: LocalLists;
  readonly log: Log;
}

/** Keeps lists in step with the cards by itself: those of stations the operator turned that on for, and nobody else's. */
export interface LocalListAutomation {
  /** The operator turned it on. */
  begin(stationId: string): void;
  /** Something about a list changed; consoles are told, a few at a time. */
  changed(stationId: string): void;
  apply(change: Change): void;
  stop(): void;
}

interface Plan {
  readonly cancel: Cancel;
}

export async function startLocalListAutomation(deps: LocalListAutomationDeps): Promise<LocalListAutomation> {
  const { store, clock, scheduler, live, lists, log } = deps;
  const plans = new Map<string, Plan>();
  const failures = new Map<string, number>();
  const untold = new Map<string, string>();
  /** Stations whose list anybody ever asked for; the others are left in peace. */
  const asked = new Set((await store.read.localLists.list()).map(({ stationId }) => foldAscii(stationId)));
  let cancelTelling: Cancel | null = null;

  function plan(stationId: string, delayMs: number): void {
    const key = foldAscii(stationId);
    plans.get(key)?.cancel();
    const cancel = scheduler.after(delayMs, () => {
      plans.delete(key);
      attempt(stationId).catch((fault: unknown) => {
        log.warn('a local list could not be kept in step', { stationId, fault });
      });
    });
    plans.set(key, { cancel });
  }

  async function attempt(stationId: string): Promise<void> {
    const station = live.station(stationId);
    if (station?.connection == null || station.record.admission !== 'accepted') return;
    const list = await store.read.localLists.find(stationId);
    if (list?.automatic !== true) return;
    if (isUnstable(station, clock.now())) {
      planAgain(stationId);
      return;
    }
    const { outcome } = await lists.sync(station.record.stationId);
    if (outcome.kind === 'accepted') failures.delete(foldAscii(stationId));
    // Trying again changes nothing for one that cannot; one that went away comes back by itself.
    else if (outcome.kind === 'rejected' || outcome.kind === 'timedOut' || outcome.kind === 'failed')
      planAgain(stationId);
  }

  function planAgain(stationId: string): void {
    const key = foldAscii(stationId);
    const failed = failures.get(key) ?? 0;
    failures.set(key, failed + 1);
    if (!plans.has(key)) plan(stationId, pausesMs[Math.min(failed, pausesMs.length - 1)] ?? minuteMs);
  }

  async function planAll(): Promise<void> {
    for (const { stationId, automatic } of await store.read.localLists.list()) {
      if (automatic) plan(stationId, afterCardsMs);
    }
  }

  function tellSoon(stationIds: readonly string[]): void {
    for (const stationId of stationIds) untold.set(foldAscii(stationId), stationId);
    cancelTelling ??= scheduler.after(tellAfterMs, () => {
      cancelTelling = null;
      const all = [...untold.values()];
      untold.clear();
      lists.tell(all).catch((fault: unknown) => {
        log.warn('local lists could not be told', { fault });
      });
    });
  }

  function cardsChanged(): void {
    tellSoon(live.stations().flatMap(({ record }) => (record.admission === 'accepted' ? [record.stationId] : [])));
    planAll().catch((fault: unknown) => {
      log.warn('local lists could not be kept in step', { fault });
    });
  }

  function connected(stationId: string): void {
    if (!asked.has(foldAscii(stationId))) return;
    failures.delete(foldAscii(stationId));
    tellSoon([stationId]);
    plan(stationId, 0);
  }

  return {
    begin(stationId) {
      asked.add(foldAscii(stationId));
      failures.delete(foldAscii(stationId));
      plan(stationId, 0);
    },
    changed(stationId) {
      asked.add(foldAscii(stationId));
      tellSoon([stationId]);
    },
    apply(change) {
      if (change.type === 'idToken' || change.type === 'customer') cardsChanged();
      else if (change.type === 'stationConnected') connected(change.connection.stationId);
      else if (change.type === 'stationDisconnected' && asked.has(foldAscii(change.connection.stationId))) {
        tellSoon([change.connection.stationId]);
      }
    },
    stop() {
      for (const { cancel } of plans.values()) cancel();
      plans.clear();
      cancelTelling?.();
      cancelTelling = null;
    },
  };
}
