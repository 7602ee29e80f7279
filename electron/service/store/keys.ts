import type { Reader } from './connection.ts';
import { first, integer, keyOf } from './row.ts';

const maxKnownSessions = 10_000;

/** Keys the writer met: rows that hold nothing but keys and values can then be appended without asking the database again. */
export class KnownKeys {
  readonly #stations = new Map<string, number>();
  readonly #sessions = new Set<number>();

  /** Throws for an unknown station. */
  async ofStation(reader: Reader, stationId: string): Promise<number> {
    const known = this.#stations.get(stationId);
    if (known !== undefined) return known;
    const key = await stationKey(reader, stationId);
    this.#stations.set(stationId, key);
    return key;
  }

  /** Throws for an unknown session. */
  async ofSession(reader: Reader, sessionId: string): Promise<number> {
    const key = keyOf(sessionId);
    if (key !== null && this.#sessions.has(key)) return key;
    const rows = await reader.all('SELECT session_id FROM sessions WHERE session_id = ?', [key]);
    if (key === null || rows.length === 0) throw new Error(`No session has the id ${sessionId}`);
    if (this.#sessions.size >= maxKnownSessions) this.#sessions.clear();
    this.#sessions.add(key);
    return key;
  }

  /** To be called when writes were undone: what they had added is no more. */
  forget(): void {
    this.#stations.clear();
    this.#sessions.clear();
  }
}

/** Throws for an unknown station; a removed one still has its key. */
export async function stationKey(reader: Reader, stationId: string): Promise<number> {
  const rows = await reader.all('SELECT station_key FROM stations WHERE station_id = ?', [stationId]);
  const key = first(rows, (row) => integer(row, 'station_key'));
  if (key === null) throw new Error(`No station has the identity ${stationId}`);
  return key;
}
