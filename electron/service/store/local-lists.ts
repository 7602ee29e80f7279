import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { parseLocalList } from './json.ts';
import { stationKey } from './keys.ts';
import type { LocalListReads, LocalListRecord, LocalListWrites } from './local-list-records.ts';
import { first, integer, integerOrNull, text, textOrNull } from './row.ts';
import type { ColumnValues } from './sql.ts';
import { insertInto } from './sql.ts';

const selectLists = 'SELECT local_lists.*, station_id FROM local_lists JOIN stations USING (station_key)';

export function localListReads(reader: Reader): LocalListReads {
  return {
    async find(stationId) {
      return first(await reader.all(`${selectLists} WHERE station_id = ?`, [stationId]), toLocalList);
    },
    async list() {
      return (await reader.all(`${selectLists} ORDER BY station_key`)).map(toLocalList);
    },
  };
}

export function localListWrites(writer: Writer): LocalListWrites {
  return {
    async save(list) {
      const key = await stationKey(writer, list.stationId);
      const { sql, params } = insertInto('local_lists', { station_key: key, ...columnsOf(list) });
      await writer.run(sql.replace('INSERT INTO', 'INSERT OR REPLACE INTO'), params);
    },
  };
}

function columnsOf(list: LocalListRecord): ColumnValues {
  return {
    automatic: Number(list.automatic),
    supported: list.supported === null ? null : Number(list.supported),
    told_version: list.toldVersion,
    last_version: list.lastVersion,
    held_version: list.heldVersion,
    held_json: list.held === null ? null : JSON.stringify(list.held),
    sent_ms: list.sentAt,
    problem: list.problem,
  };
}

function toLocalList(row: Row): LocalListRecord {
  const supported = integerOrNull(row, 'supported');
  const held = textOrNull(row, 'held_json');
  return {
    stationId: text(row, 'station_id'),
    automatic: integer(row, 'automatic') === 1,
    supported: supported === null ? null : supported === 1,
    toldVersion: integerOrNull(row, 'told_version'),
    lastVersion: integer(row, 'last_version'),
    heldVersion: integerOrNull(row, 'held_version'),
    held: held === null ? null : parseLocalList(held),
    sentAt: integerOrNull(row, 'sent_ms'),
    problem: textOrNull(row, 'problem'),
  };
}
