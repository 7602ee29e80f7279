import type { Reader, Writer } from './connection.ts';
import { stationKey } from './keys.ts';
import { first, integer, text, word } from './row.ts';
import type { RotationReads, RotationRecord, RotationWrites } from './security-records.ts';

const states: Readonly<Record<RotationRecord['state'], true>> = { told: true, done: true, refused: true, failed: true };

export function rotationReads(reader: Reader): RotationReads {
  return {
    async find(stationId) {
      const rows = await reader.all(
        'SELECT key_rotations.*, station_id FROM key_rotations JOIN stations USING (station_key) WHERE station_id = ?',
        [stationId],
      );
      return first(rows, (row) => ({
        stationId: text(row, 'station_id'),
        state: word(row, 'state', states),
        at: integer(row, 'at_ms'),
      }));
    },
  };
}

export function rotationWrites(writer: Writer): RotationWrites {
  return {
    async set({ stationId, state, at }) {
      await writer.run(
        `INSERT INTO key_rotations (station_key, state, at_ms) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET state = excluded.state, at_ms = excluded.at_ms`,
        [await stationKey(writer, stationId), state, at],
      );
    },
  };
}
