import { type StationHabit, stationHabits } from '../../../ocpp/model/habit.ts';
import type { Reader, Writer } from './connection.ts';
import type {
  CheckReads,
  CheckWrites,
  HabitReads,
  HabitRecord,
  HabitWrites,
  HandshakeFailureReads,
  HandshakeFailureRecord,
  HandshakeFailureWrites,
} from './charger-records.ts';
import type { Row } from './driver.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { first, flag, integer, text, textOrNull } from './row.ts';
import { allOf } from './sql.ts';

export function handshakeFailureReads(reader: Reader): HandshakeFailureReads {
  return {
    list(query) {
      const listing = {
        table: 'handshake_failures',
        select: 'SELECT * FROM handshake_failures',
        where: allOf([]),
        order: 'last_ms DESC, remote_address, identity, refusal',
      };
      return readPage(reader, listing, query, toFailure);
    },
  };
}

export function handshakeFailureWrites(writer: Writer): HandshakeFailureWrites {
  return {
    async add(failures) {
      for (const { remoteAddress, identity, refusal, secure, firstAt, lastAt, count } of failures) {
        await writer.run(
          `INSERT INTO handshake_failures (remote_address, identity, refusal, secure, first_ms, last_ms, count)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET secure = excluded.secure, last_ms = excluded.last_ms, count = count + excluded.count`,
          [remoteAddress, identity, refusal, secure ? 1 : 0, firstAt, lastAt, count],
        );
      }
    },
    async prune(most) {
      await writer.run(
        `DELETE FROM handshake_failures WHERE last_ms <
           (SELECT last_ms FROM handshake_failures ORDER BY last_ms DESC LIMIT 1 OFFSET ?)`,
        [most - 1],
      );
    },
    async clear() {
      await writer.run('DELETE FROM handshake_failures');
    },
  };
}

function toFailure(row: Row): HandshakeFailureRecord {
  return {
    remoteAddress: text(row, 'remote_address'),
    identity: text(row, 'identity'),
    refusal: text(row, 'refusal'),
    secure: flag(row, 'secure'),
    firstAt: integer(row, 'first_ms'),
    lastAt: integer(row, 'last_ms'),
    count: integer(row, 'count'),
  };
}

export function habitReads(reader: Reader): HabitReads {
  return {
    async list(stationId) {
      const rows = await reader.all(
        `SELECT station_habits.* FROM station_habits JOIN stations USING (station_key)
         WHERE station_id = ? ORDER BY last_ms DESC, habit`,
        [stationId],
      );
      return rows.flatMap(toHabit);
    },
  };
}

export function habitWrites(writer: Writer): HabitWrites {
  return {
    async add(stationId, habits) {
      const station = await stationKey(writer, stationId);
      for (const { habit, count, firstAt, lastAt, sample } of habits) {
        await writer.run(
          `INSERT INTO station_habits (station_key, habit, count, first_ms, last_ms, sample) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET count = count + excluded.count, last_ms = excluded.last_ms,
             sample = coalesce(excluded.sample, sample)`,
          [station, habit, count, firstAt, lastAt, sample],
        );
      }
    },
  };
}

const known: ReadonlySet<string> = new Set(stationHabits);
const isHabit = (word: string): word is StationHabit => known.has(word);

/** A habit that only another version of this program knows is left out. */
function toHabit(row: Row): readonly HabitRecord[] {
  const habit = text(row, 'habit');
  if (!isHabit(habit)) return [];
  return [
    {
      habit,
      count: integer(row, 'count'),
      firstAt: integer(row, 'first_ms'),
      lastAt: integer(row, 'last_ms'),
      sample: textOrNull(row, 'sample'),
    },
  ];
}

export function checkReads(reader: Reader): CheckReads {
  return {
    async find(stationId) {
      const rows = await reader.all(
        `SELECT station_checks.* FROM station_checks JOIN stations USING (station_key) WHERE station_id = ?`,
        [stationId],
      );
      return first(rows, (row) => ({ at: integer(row, 'at_ms'), results: text(row, 'results_json') }));
    },
  };
}

export function checkWrites(writer: Writer): CheckWrites {
  return {
    async set(stationId, { at, results }) {
      await writer.run(
        `INSERT INTO station_checks (station_key, at_ms, results_json) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, results_json = excluded.results_json`,
        [await stationKey(writer, stationId), at, results],
      );
    },
  };
}
