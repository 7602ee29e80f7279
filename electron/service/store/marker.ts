import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { IdCeiling } from './sequences.ts';
import { StorageFault, type StorageFaultCode } from './storage-fault.ts';
import { Turns } from './turns.ts';

/** What is known of the database outside of it, so that its loss or an older copy in its place is noticed. */
export interface MarkerState {
  readonly databaseUuid: string;
  /** No transaction id above this one was ever given. */
  readonly transactionIdCeiling: number;
  /** The last service closed the database; `transactionIdCeiling` is then exact. */
  readonly cleanStop: boolean;
  /** When the whole file was last found sound; null when it never was checked. */
  readonly checkedAt: EpochMs | null;
}

/** So many ids are reserved at once, because each step costs a write of the file. */
const idsPerStep = 1000;

/** Null when there is no marker; `unreadable` when there is one that says nothing. */
export async function readMarker(path: string): Promise<MarkerState | 'unreadable' | null> {
  try {
    return parseMarker(await readFile(path, 'utf8'));
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? null : 'unreadable';
  }
}

function parseMarker(json: string): MarkerState | 'unreadable' {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return 'unreadable';
  if (!('databaseUuid' in value) || typeof value.databaseUuid !== 'string') return 'unreadable';
  if (!('transactionIdCeiling' in value) || typeof value.transactionIdCeiling !== 'number') return 'unreadable';
  const checkedAt = 'checkedAt' in value && typeof value.checkedAt === 'number' ? value.checkedAt : null;
  const cleanStop = 'cleanStop' in value && value.cleanStop === true;
  return { databaseUuid: value.databaseUuid, transactionIdCeiling: value.transactionIdCeiling, cleanStop, checkedAt };
}

export class Marker implements IdCeiling {
  readonly #path: string;
  readonly #turns = new Turns();
  #state: MarkerState;

  private constructor(path: string, state: MarkerState) {
    this.#path = path;
    this.#state = state;
  }

  static async write(path: string, state: MarkerState): Promise<Marker> {
    await replaceFile(path, state);
    return new Marker(path, state);
  }

  /** Resolves when the change is on disk; rejects with `StorageFault`. */
  update(change: Partial<MarkerState>): Promise<void> {
    return this.#turns.run(async () => {
      const state = { ...this.#state, ...change };
      await replaceFile(this.#path, state);
      this.#state = state;
    });
  }

  async reach(id: number): Promise<void> {
    if (id > this.#state.transactionIdCeiling) await this.update({ transactionIdCeiling: id + idsPerStep });
  }
}

/** After a power cut there is the old file or the new one, never half of one. */
async function replaceFile(path: string, state: MarkerState): Promise<void> {
  const draft = `${path}.new`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(`${JSON.stringify(state, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw new StorageFault(fileFaults.get(codeOf(error)) ?? 'inputOutput', error);
  }
}

/** Windows cannot sync a folder, and need not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const fileFaults: ReadonlyMap<unknown, StorageFaultCode> = new Map([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'readOnly'],
  ['EPERM', 'readOnly'],
]);

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
