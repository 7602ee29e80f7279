import type { Clock } from '../../../ocpp/model/time.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { Log } from './log.ts';
import type { Cancel, Scheduler } from './scheduler.ts';
import { changeTransfer, isOpen } from './transfers.ts';

const lookEveryMs = 30_000;

export interface TransferExpiryDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
  readonly log: Log;
}

/** Ends transfers nothing is heard of any more. */
export function watchTransfers(deps: TransferExpiryDeps): Cancel {
  const look = (): void => {
    endOverdue(deps).catch((fault: unknown) => {
      deps.log.warn('overdue transfers could not be ended', { fault });
    });
  };
  look();
  return deps.scheduler.every(lookEveryMs, look);
}

async function endOverdue({ store, clock, announce }: TransferExpiryDeps): Promise<void> {
  const now = clock.now();
  const overdue = (await store.read.transfers.open()).filter((transfer) => transfer.endsAt <= now);
  if (overdue.length === 0) return;
  await store.write(async (unit) => {
    for (const { transferId } of overdue) {
      const transfer = await unit.transfers.find(transferId);
      if (transfer === null || !isOpen(transfer) || transfer.endsAt > now) continue;
      await changeTransfer(unit, announce, transfer, { state: 'expired', changedAt: now });
    }
  });
}
