import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { flag, integer, text, textOrNull } from './row.ts';
import type { SecurityEventReads, SecurityEventRecord, SecurityEventWrites } from './security-records.ts';
import { allOf, insertInto, stationIs, when } from './sql.ts';

export function securityEventReads(reader: Reader): SecurityEventReads {
  return {
    list(query) {
      const select = 'SELECT security_events.*, station_id FROM security_events JOIN stations USING (station_key)';
      const where = allOf([when(query.stationId, stationIs)]);
      const listing = { table: 'security_events', select, where, order: 'at_ms DESC, event_id DESC' };
      return readPage(reader, listing, query, toEvent);
    },
  };
}

export function securityEventWrites(writer: Writer): SecurityEventWrites {
  return {
    async insert(event, keep) {
      const key = await stationKey(writer, event.stationId);
      const { sql, params } = insertInto('security_events', {
        station_key: key,
        at_ms: event.at,
        type: event.type,
        critical: event.critical ? 1 : 0,
        tech_info: event.techInfo,
      });
      await writer.run(sql, params);
      await writer.run(
        `DELETE FROM security_events WHERE station_key = ? AND event_id <= (
           SELECT event_id FROM security_events WHERE station_key = ? ORDER BY event_id DESC LIMIT 1 OFFSET ?)`,
        [key, key, keep],
      );
    },
  };
}

function toEvent(row: Row): SecurityEventRecord {
  return {
    stationId: text(row, 'station_id'),
    at: integer(row, 'at_ms'),
    type: text(row, 'type'),
    critical: flag(row, 'critical'),
    techInfo: textOrNull(row, 'tech_info'),
  };
}
