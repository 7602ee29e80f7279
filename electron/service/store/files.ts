import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import type { FileKind, FileReads, FileRecord, FileWrites } from './file-records.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { first, idOf, integer, keyOf, only, text, textOrNull, word } from './row.ts';
import { allOf, insertInto, stationIs, update, when } from './sql.ts';

export const fileKinds: Readonly<Record<FileKind, true>> = { firmware: true, diagnostics: true, log: true };

const selectFiles = 'SELECT files.*, station_id FROM files LEFT JOIN stations USING (station_key)';

export function fileReads(reader: Reader): FileReads {
  return {
    async find(fileId) {
      return first(await reader.all(`${selectFiles} WHERE file_id = ?`, [keyOf(fileId)]), toFile);
    },
    list(query) {
      const where = allOf([
        { sql: 'sha256 IS NOT NULL', params: [] },
        when(query.kind, 'kind = ?'),
        when(query.stationId, stationIs),
      ]);
      const listing = { table: 'files', select: selectFiles, where, order: 'created_ms DESC, file_id DESC' };
      return readPage(reader, listing, query, toFile);
    },
    async ids() {
      return (await reader.all('SELECT file_id FROM files ORDER BY file_id')).map((row) =>
        idOf(integer(row, 'file_id')),
      );
    },
    async totalBytes() {
      const rows = await reader.all('SELECT coalesce(sum(size_bytes), 0) AS bytes FROM files');
      return only(rows, (row) => integer(row, 'bytes'));
    },
  };
}

export function fileWrites(writer: Writer): FileWrites {
  return {
    async insert(file) {
      const { sql, params } = insertInto('files', {
        kind: file.kind,
        station_key: file.stationId === null ? null : await stationKey(writer, file.stationId),
        file_name: file.fileName,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        created_ms: file.createdAt,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(fileId, change) {
      const columns = { file_name: change.fileName, size_bytes: change.sizeBytes, sha256: change.sha256 };
      const statement = update('files', columns, { sql: 'file_id = ?', params: [keyOf(fileId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async remove(fileId) {
      await writer.run('DELETE FROM files WHERE file_id = ?', [keyOf(fileId)]);
    },
    async removeIncomplete() {
      await writer.run('DELETE FROM files WHERE sha256 IS NULL');
    },
  };
}

function toFile(row: Row): FileRecord {
  return {
    fileId: idOf(integer(row, 'file_id')),
    kind: word(row, 'kind', fileKinds),
    stationId: textOrNull(row, 'station_id'),
    fileName: text(row, 'file_name'),
    sizeBytes: integer(row, 'size_bytes'),
    sha256: textOrNull(row, 'sha256'),
    createdAt: integer(row, 'created_ms'),
  };
}
