import type { Connection } from './connection.ts';
import type { FaultState } from './fault-state.ts';
import { storageFaultOf, StorageFault } from './storage-fault.ts';

/** Enough to need space on the disk, little enough to be written every few seconds. */
const probe = `
  PRAGMA wal_checkpoint(PASSIVE);
  BEGIN IMMEDIATE;
  INSERT OR REPLACE INTO storage_probe (only_row, filler) VALUES (1, randomblob(65536));
  COMMIT`;

/** While the store is in a fault, tries again and again whether it can write; ends the fault when it can. */
export function recoverByProbing(writer: Connection, faults: FaultState, intervalMs: number): () => void {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const attempt = async (): Promise<void> => {
    if (!faults.mayPass) return;
    try {
      await writer.exec(probe);
      faults.set(null);
    } catch (error) {
      await writer.exec('ROLLBACK').catch(() => undefined);
      faults.set(storageFaultOf(error) ?? new StorageFault('inputOutput', error));
      schedule();
    }
  };
  const schedule = (): void => {
    if (stopped || !faults.mayPass) return;
    timer = setTimeout(() => void attempt(), intervalMs).unref();
  };

  const stopListening = faults.onChanged(schedule);
  return () => {
    stopped = true;
    stopListening();
    if (timer) clearTimeout(timer);
  };
}
