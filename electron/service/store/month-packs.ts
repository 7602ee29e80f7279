import type { MonthPackRecord, PackReads, PackWrites } from './book-records.ts';
import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { flag, idOf, integer, keyOf, text } from './row.ts';
import { insertInto } from './sql.ts';

export function packReads(reader: Reader): PackReads {
  return {
    async list(period) {
      const where = period === undefined ? { sql: 'TRUE', params: [] } : { sql: 'period = ?', params: [period] };
      const sql = `SELECT * FROM month_packs WHERE ${where.sql} ORDER BY pack_id DESC`;
      return (await reader.all(sql, where.params)).map(toPack);
    },
    async find(packId) {
      const [row] = await reader.all('SELECT * FROM month_packs WHERE pack_id = ?', [keyOf(packId)]);
      return row === undefined ? null : toPack(row);
    },
  };
}

export function packWrites(writer: Writer): PackWrites {
  return {
    async insert(pack) {
      const { sql, params } = insertInto('month_packs', {
        period: pack.period,
        made_ms: pack.madeAt,
        folder: pack.folder,
        files: pack.files,
        size_bytes: pack.sizeBytes,
        manifest_sha256: pack.manifestSha256,
        closed: pack.closed ? 1 : 0,
        automatic: pack.automatic ? 1 : 0,
        operator: pack.operator,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
  };
}

function toPack(row: Row): MonthPackRecord {
  return {
    packId: idOf(integer(row, 'pack_id')),
    period: integer(row, 'period'),
    madeAt: integer(row, 'made_ms'),
    folder: text(row, 'folder'),
    files: integer(row, 'files'),
    sizeBytes: integer(row, 'size_bytes'),
    manifestSha256: text(row, 'manifest_sha256'),
    closed: flag(row, 'closed'),
    automatic: flag(row, 'automatic'),
    operator: text(row, 'operator'),
  };
}
