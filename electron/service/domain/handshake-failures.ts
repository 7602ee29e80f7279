import type { Handshake, HandshakeRefusal } from '../../../ocpp/central-system.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { HandshakeFailureRecord } from '../store/charger-records.ts';
import type { Page, PageQuery, Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { Log } from './log.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** A device that dials every second, or a scanner, costs one write now and then. */
const keepAfterMs = 500;
const mostKept = 500;
const mostWaiting = 1000;
const longestIdentity = 100;

export interface HandshakeFailuresDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
  readonly log: Log;
}

/** Who knocked in vain: the first thing an installer wants to know of a charger that does not come up (quirk 2). */
export interface HandshakeFailures {
  failed(handshake: Handshake, refusal: HandshakeRefusal): void;
  list(query: PageQuery): Promise<Page<HandshakeFailureRecord>>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export function startHandshakeFailures({
  store,
  clock,
  scheduler,
  announce,
  log,
}: HandshakeFailuresDeps): HandshakeFailures {
  let pending = new Map<string, HandshakeFailureRecord>();
  let cancel: Cancel | null = null;
  let keeping = Promise.resolve();
  const tellAfter = (unit: { afterCommit(effect: () => void): void }): void => {
    unit.afterCommit(() => {
      announce({ type: 'told', told: { event: 'handshakes.changed', data: null } });
    });
  };

  /** Resolves when what failed until now is on disk, or was given up. */
  function keep(): Promise<void> {
    keeping = keeping.then(keepPending);
    return keeping;
  }

  async function keepPending(): Promise<void> {
    cancel?.();
    cancel = null;
    if (pending.size === 0) return;
    const failures = [...pending.values()];
    pending = new Map();
    try {
      await store.write(async (unit) => {
        await unit.handshakeFailures.add(failures);
        await unit.handshakeFailures.prune(mostKept);
        tellAfter(unit);
      });
    } catch (fault) {
      log.warn('refused connections were not kept', { fault });
    }
  }

  return {
    failed({ stationId, remoteAddress, secure }, refusal) {
      const identity = stationId.slice(0, longestIdentity);
      const key = JSON.stringify([remoteAddress, identity, refusal]);
      const before = pending.get(key);
      if (before === undefined && pending.size >= mostWaiting) return;
      const now = clock.now();
      const [firstAt, count] = [before?.firstAt ?? now, (before?.count ?? 0) + 1];
      pending.set(key, { remoteAddress, identity, refusal, secure, firstAt, lastAt: now, count });
      cancel ??= scheduler.after(keepAfterMs, () => void keep());
    },
    async list(query) {
      await keep();
      return store.read.handshakeFailures.list(query);
    },
    async clear() {
      pending.clear();
      await store.write(async (unit) => {
        await unit.handshakeFailures.clear();
        tellAfter(unit);
      });
    },
    stop: keep,
  };
}
