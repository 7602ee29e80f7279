import { setTimeout } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { openReader } from './database.ts';
import { only, text } from './row.ts';
import { storageFaultOf, StorageFault } from './storage-fault.ts';

export interface IntegrityCheck {
  /** The fault that was found; null for a sound file; `stopped` when the check did not get to its end. */
  readonly result: Promise<StorageFault | 'stopped' | null>;
  stop(): void;
}

/** Reads the whole file on a connection of its own, which takes seconds for a big one. */
export function checkInBackground(path: string, delayMs: number): IntegrityCheck {
  const stopping = new AbortController();
  let connection: Connection | null = null;

  const check = async (): Promise<StorageFault | 'stopped' | null> => {
    try {
      await setTimeout(delayMs, undefined, { signal: stopping.signal, ref: false });
      connection = await openReader(path);
      stopping.signal.throwIfAborted();
      return await quickCheck(connection);
    } catch (error) {
      return stopping.signal.aborted ? 'stopped' : (storageFaultOf(error) ?? new StorageFault('inputOutput', error));
    } finally {
      await connection?.close();
    }
  };

  return {
    result: check(),
    stop() {
      stopping.abort();
      connection?.interrupt();
    },
  };
}

async function quickCheck(connection: Connection): Promise<StorageFault | null> {
  const verdict = only(await connection.all('PRAGMA quick_check(1)'), (row) => text(row, 'quick_check'));
  return verdict === 'ok' ? null : new StorageFault('corrupt', new Error(verdict));
}
