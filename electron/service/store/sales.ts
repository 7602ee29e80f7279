import type { Reader, Writer } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import type { SaleFailure, SaleReads, SaleRecord, SaleState, SaleWrites } from './payment-records.ts';
import { idOf, integer, integerOrNull, keyOf, text, word, wordOrNull } from './row.ts';
import { allOf, insertInto, stationIs, update } from './sql.ts';

const states: Readonly<Record<SaleState, true>> = {
  starting: true,
  charging: true,
  ended: true,
  failed: true,
  cancelled: true,
};
const failures: Readonly<Record<SaleFailure, true>> = { refused: true, notReached: true, notStarted: true };

const selectSales = 'SELECT sales.*, station_id FROM sales JOIN stations USING (station_key)';

export function saleReads(reader: Reader): SaleReads {
  const select = async (rest: string, params: readonly SqlValue[]): Promise<readonly SaleRecord[]> =>
    (await reader.all(`${selectSales} ${rest}`, params)).map(toSale);
  return {
    find: async (saleId) => (await select('WHERE sale_id = ?', [keyOf(saleId)]))[0] ?? null,
    ofSession: async (sessionId) => (await select('WHERE session_id = ?', [keyOf(sessionId)]))[0] ?? null,
    open: () => select('WHERE ended_ms IS NULL ORDER BY sale_id', []),
    openOnEvse: (stationId, evseId) =>
      select(`WHERE ended_ms IS NULL AND ${stationIs} AND evse_id = ? ORDER BY sale_id`, [stationId, evseId]),
    async startable({ stationId, evseId, idToken, since }) {
      const where = `${stationIs} AND evse_id = ? AND id_token = ? AND sales.created_ms >= ? AND session_id IS NULL`;
      return (
        (await select(`WHERE ${where} ORDER BY sale_id DESC LIMIT 1`, [stationId, evseId, idToken, since]))[0] ?? null
      );
    },
    list(query) {
      const listing = { table: 'sales', select: selectSales, where: allOf([]), order: 'sale_id DESC' };
      return readPage(reader, listing, query, toSale);
    },
  };
}

export function saleWrites(writer: Writer): SaleWrites {
  return {
    async insert(sale) {
      const { sql, params } = insertInto('sales', {
        station_key: await stationKey(writer, sale.stationId),
        evse_id: sale.evseId,
        id_token: sale.idToken,
        limit_wh: sale.limitWh,
        limit_minor: sale.limitMinor,
        currency: sale.currency,
        state: sale.state,
        failure: sale.failure,
        session_id: sale.sessionId === null ? null : keyOf(sale.sessionId),
        created_ms: sale.createdAt,
        ended_ms: sale.endedAt,
        operator: sale.operator,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(saleId, change) {
      const columns = {
        state: change.state,
        failure: change.failure,
        session_id: change.sessionId && keyOf(change.sessionId),
        ended_ms: change.endedAt,
      };
      const statement = update('sales', columns, { sql: 'sale_id = ?', params: [keyOf(saleId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
  };
}

function toSale(row: Row): SaleRecord {
  const sessionId = integerOrNull(row, 'session_id');
  return {
    saleId: idOf(integer(row, 'sale_id')),
    stationId: text(row, 'station_id'),
    evseId: integer(row, 'evse_id'),
    idToken: text(row, 'id_token'),
    limitWh: integerOrNull(row, 'limit_wh'),
    limitMinor: integerOrNull(row, 'limit_minor'),
    currency: text(row, 'currency'),
    state: word(row, 'state', states),
    failure: wordOrNull(row, 'failure', failures),
    sessionId: sessionId === null ? null : idOf(sessionId),
    createdAt: integer(row, 'created_ms'),
    endedAt: integerOrNull(row, 'ended_ms'),
    operator: text(row, 'operator'),
  };
}
