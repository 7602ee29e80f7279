import type { RepairKind, RepairReads, RepairRecord, RepairWrites } from './book-records.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { idOf, integer, keyOf, text, word } from './row.ts';
import { insertInto } from './sql.ts';

const kinds: Readonly<Record<RepairKind, true>> = {
  closeAtLastReading: true,
  factor1000: true,
  mergeDuplicate: true,
  adoptOrphan: true,
  setValues: true,
  assignCustomer: true,
  applyTariff: true,
};

export function repairReads(reader: Reader): RepairReads {
  return {
    async ofSession(sessionId) {
      const rows = await reader.all('SELECT * FROM session_repairs WHERE session_id = ? ORDER BY repair_id', [
        keyOf(sessionId),
      ]);
      return rows.map(toRepair);
    },
  };
}

export function repairWrites(writer: Writer): RepairWrites {
  return {
    async insert(repair) {
      const { sql, params } = insertInto('session_repairs', {
        session_id: keyOf(repair.sessionId),
        at_ms: repair.at,
        kind: repair.kind,
        reason: repair.reason,
        operator: repair.operator,
        before_json: repair.before,
        after_json: repair.after,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
  };
}

function toRepair(row: Row): RepairRecord {
  return {
    repairId: idOf(integer(row, 'repair_id')),
    sessionId: idOf(integer(row, 'session_id')),
    at: integer(row, 'at_ms'),
    kind: word(row, 'kind', kinds),
    reason: text(row, 'reason'),
    operator: text(row, 'operator'),
    before: text(row, 'before_json'),
    after: text(row, 'after_json'),
  };
}
