import type { Clock } from '../../../ocpp/model/time.ts';
import type { Announce } from '../domain/changes.ts';
import type { Log } from '../domain/log.ts';
import { changeTransfer, isOpen } from '../domain/transfers.ts';
import type { Store } from '../store/store.ts';

export interface TransferMeterDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly log: Log;
  readonly everyMs: number;
}

/** Shows how far one transfer is: at most so often, and at the end. */
export interface TransferMeter {
  moved(bytes: number): void;
  /** Resolves when the last figure is written down. */
  done(): Promise<void>;
}

export function createTransferMeter(deps: TransferMeterDeps, transferId: string): TransferMeter {
  let bytesNow = 0;
  let writtenAt = -Infinity;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    const { store, clock, announce } = deps;
    writtenAt = clock.now();
    await store.write(async (unit) => {
      const transfer = await unit.transfers.find(transferId);
      if (transfer === null || (!isOpen(transfer) && transfer.movedBytes >= bytesNow)) return;
      await changeTransfer(unit, announce, transfer, {
        movedBytes: Math.max(transfer.movedBytes, bytesNow),
        state: transfer.state === 'requested' ? 'running' : transfer.state,
        changedAt: clock.now(),
      });
    });
  }

  function note(): Promise<void> {
    return write().catch((fault: unknown) => {
      deps.log.warn('the progress of a transfer was not kept', { transferId, fault });
    });
  }

  return {
    moved(bytes) {
      bytesNow = bytes;
      if (writing !== null || deps.clock.now() - writtenAt < deps.everyMs) return;
      writing = note().finally(() => {
        writing = null;
      });
    },
    async done() {
      await writing;
      await note();
    },
  };
}
