import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { readPage } from './page.ts';
import type { CashMovementRecord, DrawerReads, DrawerRecord, DrawerWrites } from './payment-records.ts';
import { first, idOf, integer, integerOrNull, keyOf, only, text, textOrNull } from './row.ts';
import { allOf, insertInto, update } from './sql.ts';

export function drawerReads(reader: Reader): DrawerReads {
  return {
    open: async () => first(await reader.all('SELECT * FROM cash_drawers WHERE closed_ms IS NULL'), toDrawer),
    find: async (drawerId) =>
      first(await reader.all('SELECT * FROM cash_drawers WHERE drawer_id = ?', [keyOf(drawerId)]), toDrawer),
    list(query) {
      const listing = {
        table: 'cash_drawers',
        select: 'SELECT * FROM cash_drawers',
        where: allOf([]),
        order: 'opened_ms DESC, drawer_id DESC',
      };
      return readPage(reader, listing, query, toDrawer);
    },
    async movements(drawerId) {
      const sql = 'SELECT * FROM cash_movements WHERE drawer_id = ? ORDER BY movement_id';
      return (await reader.all(sql, [keyOf(drawerId)])).map(toMovement);
    },
    async expected(drawerId) {
      const rows = await reader.all(
        `SELECT opening_minor
           + (SELECT coalesce(sum(amount_minor), 0) FROM cash_movements m WHERE m.drawer_id = d.drawer_id)
           + (SELECT coalesce(sum(amount_minor), 0) FROM payments p WHERE p.drawer_id = d.drawer_id) AS expected
         FROM cash_drawers d WHERE drawer_id = ?`,
        [keyOf(drawerId)],
      );
      return only(rows, (row) => integer(row, 'expected'));
    },
  };
}

export function drawerWrites(writer: Writer): DrawerWrites {
  return {
    async insert(drawer) {
      const { sql, params } = insertInto('cash_drawers', {
        currency: drawer.currency,
        opened_ms: drawer.openedAt,
        opened_by: drawer.openedBy,
        opening_minor: drawer.openingMinor,
        closed_ms: drawer.closedAt,
        closed_by: drawer.closedBy,
        counted_minor: drawer.countedMinor,
        expected_minor: drawer.expectedMinor,
        note: drawer.note,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async close(drawerId, closing) {
      const columns = {
        closed_ms: closing.closedAt,
        closed_by: closing.closedBy,
        counted_minor: closing.countedMinor,
        expected_minor: closing.expectedMinor,
        note: closing.note,
      };
      const statement = update('cash_drawers', columns, { sql: 'drawer_id = ?', params: [keyOf(drawerId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async move({ drawerId, at, amountMinor, reason, operator }) {
      const { sql, params } = insertInto('cash_movements', {
        drawer_id: keyOf(drawerId),
        at_ms: at,
        amount_minor: amountMinor,
        reason,
        operator,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
  };
}

function toDrawer(row: Row): DrawerRecord {
  return {
    drawerId: idOf(integer(row, 'drawer_id')),
    currency: text(row, 'currency'),
    openedAt: integer(row, 'opened_ms'),
    openedBy: text(row, 'opened_by'),
    openingMinor: integer(row, 'opening_minor'),
    closedAt: integerOrNull(row, 'closed_ms'),
    closedBy: textOrNull(row, 'closed_by'),
    countedMinor: integerOrNull(row, 'counted_minor'),
    expectedMinor: integerOrNull(row, 'expected_minor'),
    note: text(row, 'note'),
  };
}

function toMovement(row: Row): CashMovementRecord {
  return {
    movementId: idOf(integer(row, 'movement_id')),
    drawerId: idOf(integer(row, 'drawer_id')),
    at: integer(row, 'at_ms'),
    amountMinor: integer(row, 'amount_minor'),
    reason: text(row, 'reason'),
    operator: text(row, 'operator'),
  };
}
