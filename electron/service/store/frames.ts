import type { Frame } from '../../../ocpp/model/frame.ts';
import type { Reader } from './connection.ts';
import type { Row } from './driver.ts';
import type { KnownKeys } from './keys.ts';
import { readPage } from './page.ts';
import { idOf, integer, keyOf, text, textOrNull } from './row.ts';
import { allOf, containing, stationIs, when, type Statement } from './sql.ts';
import type { FrameQuery, FrameReads, FrameRecord, FrameWrites } from './store.ts';
import type { BulkInsert, BulkRow, UnitWriter } from './transaction.ts';

/** Numbers in the table; never renumber. */
const directionCodes: Readonly<Record<Frame['direction'], number>> = { in: 0, out: 1 };
/** OCPP-J's own message type numbers; 0 for what is no message. */
const kindCodes: Readonly<Record<Frame['kind'], number>> = { invalid: 0, call: 2, result: 3, error: 4 };

const insertFrames: BulkInsert = {
  sql: `INSERT INTO frames (station_key, session_id, at_ms, direction, kind, action, message_id, connection_id, text)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
        FROM json_each(?)`,
};

/** Each step seeks the next action in the index instead of reading every frame. */
const distinctActions = `
  WITH RECURSIVE found (action) AS (
    SELECT min(action) FROM frames WHERE action IS NOT NULL
    UNION ALL
    SELECT (SELECT min(frames.action) FROM frames WHERE frames.action > found.action) FROM found WHERE found.action IS NOT NULL
  )
  SELECT action FROM found WHERE action IS NOT NULL`;

/** A search in the texts reads every frame that the other filters leave: `slow` answers it, so that others do not wait. */
export function frameReads(reader: Reader, slow: Reader): FrameReads {
  return {
    list(query) {
      const select = 'SELECT frames.*, station_id FROM frames JOIN stations USING (station_key)';
      const listing = { table: 'frames', select, where: filtered(query), order: 'at_ms DESC, frame_id DESC' };
      return readPage(query.search === undefined ? reader : slow, listing, query, toFrame);
    },
    async actions() {
      return (await reader.all(distinctActions)).map((row) => text(row, 'action'));
    },
  };
}

export function frameWrites(unit: UnitWriter, keys: KnownKeys): FrameWrites {
  return {
    async append(frames) {
      const rows: BulkRow[] = [];
      for (const frame of frames) rows.push(toRow(await keys.ofStation(unit, frame.stationId), frame));
      unit.append(insertFrames, rows);
    },
    async prune(before, limit) {
      const { changes } = await unit.settled.run(
        'DELETE FROM frames WHERE frame_id IN (SELECT frame_id FROM frames WHERE at_ms < ? ORDER BY at_ms LIMIT ?)',
        [before, limit],
      );
      return changes;
    },
    async pruneBeyond(most, limit) {
      const { changes } = await unit.settled.run(
        `DELETE FROM frames WHERE frame_id IN (
           SELECT frame_id FROM frames WHERE frame_id <= (SELECT max(frame_id) FROM frames) - ? ORDER BY frame_id LIMIT ?)`,
        [most, limit],
      );
      return changes;
    },
  };
}

function filtered(query: Omit<FrameQuery, 'limit' | 'offset'>): Statement {
  return allOf([
    when(query.stationId, stationIs),
    when(query.sessionId === undefined ? undefined : keyOf(query.sessionId), 'session_id = ?'),
    when(query.action, 'action = ?'),
    when(query.kind && kindCodes[query.kind], 'kind = ?'),
    when(query.direction && directionCodes[query.direction], 'direction = ?'),
    when(query.from, 'at_ms >= ?'),
    when(query.to, 'at_ms < ?'),
    when(query.search === undefined ? undefined : containing(query.search), String.raw`text LIKE ? ESCAPE '\'`),
  ]);
}

function toRow(stationKey: number, frame: Omit<FrameRecord, 'frameId'>): BulkRow {
  if (!Number.isSafeInteger(frame.at)) throw new Error(`A frame's time is ${frame.at}, which is no integer`);
  return [
    stationKey,
    frame.sessionId === null ? null : keyOf(frame.sessionId),
    frame.at,
    directionCodes[frame.direction],
    kindCodes[frame.kind],
    frame.action,
    frame.messageId,
    frame.connectionId,
    frame.text,
  ];
}

function toFrame(row: Row): FrameRecord {
  const sessionKey = row['session_id'];
  return {
    frameId: idOf(integer(row, 'frame_id')),
    stationId: text(row, 'station_id'),
    connectionId: text(row, 'connection_id'),
    sessionId: sessionKey === null ? null : idOf(integer(row, 'session_id')),
    at: integer(row, 'at_ms'),
    direction: decoded(row, 'direction', directionCodes),
    kind: decoded(row, 'kind', kindCodes),
    messageId: textOrNull(row, 'message_id'),
    action: textOrNull(row, 'action'),
    text: text(row, 'text'),
  };
}

function decoded<Word extends string>(row: Row, column: string, codes: Readonly<Record<Word, number>>): Word {
  const code = integer(row, column);
  for (const word in codes) if (codes[word] === code) return word;
  throw new Error(`Column ${column} holds the unknown code ${code}`);
}
