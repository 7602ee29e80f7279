import type { Reader, Writer } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import type { TransferReads, TransferRecord, TransferState, TransferWrites } from './file-records.ts';
import { fileKinds } from './files.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { idOf, integer, integerOrNull, keyOf, text, textOrNull, word } from './row.ts';
import { allOf, insertInto, stationIs, update, when, type ColumnValues } from './sql.ts';

const states: Readonly<Record<TransferState, true>> = {
  requested: true,
  running: true,
  done: true,
  failed: true,
  expired: true,
};

const selectTransfers = 'SELECT transfers.*, station_id FROM transfers JOIN stations USING (station_key)';
const isOpen = "state IN ('requested', 'running')";

export function transferReads(reader: Reader): TransferReads {
  const select = async (rest: string, params: readonly SqlValue[]): Promise<readonly TransferRecord[]> =>
    (await reader.all(`${selectTransfers} ${rest}`, params)).map(toTransfer);
  const one = async (where: string, params: readonly SqlValue[]): Promise<TransferRecord | null> =>
    (await select(`WHERE ${where}`, params))[0] ?? null;
  return {
    find: (transferId) => one('transfer_id = ?', [keyOf(transferId)]),
    findByToken: (tokenHash) => one('token_hash = ?', [tokenHash]),
    findByCommand: (commandId) => one('command_id = ?', [keyOf(commandId)]),
    list(query) {
      const where = allOf([when(query.stationId, stationIs)]);
      const listing = {
        table: 'transfers',
        select: selectTransfers,
        where,
        order: 'started_ms DESC, transfer_id DESC',
      };
      return readPage(reader, listing, query, toTransfer);
    },
    latest: (stationId, limit) => select(`WHERE ${stationIs} ORDER BY transfer_id DESC LIMIT ?`, [stationId, limit]),
    open: () => select(`WHERE ${isOpen} ORDER BY transfer_id`, []),
    async isInUse(fileId) {
      const rows = await reader.all(`SELECT 1 FROM transfers WHERE file_id = ? AND ${isOpen} LIMIT 1`, [keyOf(fileId)]);
      return rows.length > 0;
    },
    async statuses(transferId) {
      const rows = await reader.all(
        'SELECT at_ms, status FROM transfer_statuses WHERE transfer_id = ? ORDER BY rowid',
        [keyOf(transferId)],
      );
      return rows.map((row) => ({ at: integer(row, 'at_ms'), status: text(row, 'status') }));
    },
  };
}

export function transferWrites(writer: Writer): TransferWrites {
  return {
    async insert(transfer) {
      const { sql, params } = insertInto('transfers', {
        command_id: keyOf(transfer.commandId),
        station_key: await stationKey(writer, transfer.stationId),
        started_ms: transfer.startedAt,
        ...columnsOf(transfer),
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(transferId, change) {
      const statement = update('transfers', columnsOf(change), {
        sql: 'transfer_id = ?',
        params: [keyOf(transferId)],
      });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async addStatus(transferId, { at, status }, keep) {
      const key = keyOf(transferId);
      const { sql, params } = insertInto('transfer_statuses', { transfer_id: key, at_ms: at, status });
      await writer.run(sql, params);
      await writer.run(
        `DELETE FROM transfer_statuses WHERE transfer_id = ? AND rowid <= (
           SELECT rowid FROM transfer_statuses WHERE transfer_id = ? ORDER BY rowid DESC LIMIT 1 OFFSET ?)`,
        [key, key, keep],
      );
    },
    async remove(transferId) {
      await writer.run('DELETE FROM transfers WHERE transfer_id = ?', [keyOf(transferId)]);
    },
  };
}

function columnsOf(change: Parameters<TransferWrites['update']>[1]): ColumnValues {
  return {
    kind: change.kind,
    request_id: change.requestId,
    file_id: change.fileId && keyOf(change.fileId),
    file_name: change.fileName,
    token_hash: change.tokenHash,
    open_until_ms: change.openUntil,
    ends_ms: change.endsAt,
    state: change.state,
    moved_bytes: change.movedBytes,
    status: change.status,
    changed_ms: change.changedAt,
  };
}

function toTransfer(row: Row): TransferRecord {
  const fileId = integerOrNull(row, 'file_id');
  return {
    transferId: idOf(integer(row, 'transfer_id')),
    commandId: idOf(integer(row, 'command_id')),
    stationId: text(row, 'station_id'),
    kind: word(row, 'kind', fileKinds),
    requestId: integerOrNull(row, 'request_id'),
    fileId: fileId === null ? null : idOf(fileId),
    fileName: textOrNull(row, 'file_name'),
    tokenHash: textOrNull(row, 'token_hash'),
    openUntil: integer(row, 'open_until_ms'),
    endsAt: integer(row, 'ends_ms'),
    state: word(row, 'state', states),
    movedBytes: integer(row, 'moved_bytes'),
    status: textOrNull(row, 'status'),
    startedAt: integer(row, 'started_ms'),
    changedAt: integer(row, 'changed_ms'),
  };
}
