import type { Clock } from '../../../../ocpp/model/time.ts';
import type { SessionRecord, Store } from '../../store/store.ts';
import { remainingOf, type RunningCost } from '../allowance.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log.ts';
import type { Scheduler } from '../scheduler.ts';
import type { SettingsBook } from '../settings.ts';
import { projectedUse } from './running-cost.ts';
import type { SaleTariffs } from './sale-quote.ts';
import type { SessionStopper } from './session-stopper.ts';

/** Why a session was stopped: the prepaid account is used up, or a budget of the card or its customer. */
export type AccountLimit = 'balance' | 'budget';

export interface AccountWatchDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly settings: SettingsBook;
  readonly tariffs: SaleTariffs;
  readonly runningCost: RunningCost;
  readonly stopper: SessionStopper;
  readonly stoppedAtLimit: (session: SessionRecord, limit: AccountLimit) => void;
  readonly log: Log;
}

const lookEveryMs = 5000;
/** So long a remote stop takes to be obeyed. */
const stopTakesMs = 3000;

/** Stops sessions whose account or budget is used up while they charge; one by one, so that chargers are not kept waiting. */
export function watchAccounts(deps: AccountWatchDeps): () => void {
  let looking = false;

  async function look(): Promise<void> {
    for (const session of deps.live.openSessions()) {
      const limit = await reached(deps, session);
      if (limit === null) continue;
      const isNews = !deps.stopper.isStopping(session.sessionId);
      deps.stopper.stop(session);
      if (isNews) deps.stoppedAtLimit(session, limit);
    }
  }

  return deps.scheduler.every(lookEveryMs, () => {
    if (looking) return;
    looking = true;
    look()
      .catch((fault: unknown) => {
        deps.log.warn('accounts could not be looked at', { fault });
      })
      .finally(() => {
        looking = false;
      });
  });
}

async function reached(deps: AccountWatchDeps, session: SessionRecord): Promise<AccountLimit | null> {
  const { read } = deps.store;
  const { sessionId, idToken } = session;
  const at = deps.clock.now();
  const { timeZone } = deps.settings.current();
  const terms = await read.terms.find(sessionId);
  if (terms === null || terms.billing === 'house') return null;
  const { runningCost } = deps;
  const charging = { idToken, customerId: terms.customerId };
  const left = await remainingOf({ reads: read, at, timeZone, runningCost }, charging);
  if (left.energyWh === null && left.amountMinor === null) return null;
  // What was sold at the desk is paid for already.
  if ((await read.sales.ofSession(sessionId)) !== null) return null;
  const then = await projectedUse({ reads: read, tariffs: deps.tariffs, timeZone }, session, at + stopTakesMs);
  const moreMinor = Math.max(0, (then.costMinor ?? 0) - (runningCost(sessionId) ?? 0));
  const moreWh = then.energyWh - (session.energyWh ?? 0);
  if (left.balanceMinor !== null && left.balanceMinor - moreMinor <= 0) return 'balance';
  const isUsedUp = (rest: number | null, more: number): boolean => rest !== null && rest - more <= 0;
  return isUsedUp(left.energyWh, moreWh) || isUsedUp(left.amountMinor, moreMinor) ? 'budget' : null;
}
