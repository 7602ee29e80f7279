import type { Reader } from './connection.ts';
import { paymentMethods } from './payments.ts';
import type { DrawerSums, MethodSums, ReportScope } from './report-records.ts';
import { idOf, integer, integerOrNull, keyOf, text, textOrNull, word } from './row.ts';
import { allOf, when } from './sql.ts';

export async function methodSums(reader: Reader, scope: ReportScope): Promise<readonly MethodSums[]> {
  const where = allOf([
    { sql: 'posted_ms >= ? AND posted_ms < ? AND currency = ?', params: [scope.from, scope.to, scope.currency] },
    when(scope.customerId === undefined ? undefined : keyOf(scope.customerId), 'customer_id = ?'),
  ]);
  const rows = await reader.all(
    `SELECT method, count(*) AS payments,
       coalesce(sum(amount_minor) FILTER (WHERE session_id IS NOT NULL OR sale_id IS NOT NULL), 0) AS sessions_minor,
       coalesce(sum(amount_minor) FILTER (WHERE session_id IS NULL AND sale_id IS NULL), 0) AS accounts_minor,
       coalesce(-sum(amount_minor) FILTER (WHERE kind = 'refund'), 0) AS refunded_minor
     FROM payments WHERE ${where.sql} GROUP BY method`,
    where.params,
  );
  return rows.map((row) => ({
    method: word(row, 'method', paymentMethods),
    payments: integer(row, 'payments'),
    sessionsMinor: integer(row, 'sessions_minor'),
    accountsMinor: integer(row, 'accounts_minor'),
    refundedMinor: integer(row, 'refunded_minor'),
  }));
}

export async function drawerSums(reader: Reader, scope: ReportScope): Promise<readonly DrawerSums[]> {
  const rows = await reader.all(
    `SELECT d.*, coalesce(sum(p.amount_minor) FILTER (WHERE p.amount_minor > 0), 0) AS in_minor,
       coalesce(-sum(p.amount_minor) FILTER (WHERE p.amount_minor < 0), 0) AS out_minor,
       coalesce((SELECT sum(m.amount_minor) FROM cash_movements m WHERE m.drawer_id = d.drawer_id), 0) AS moved_minor
     FROM cash_drawers d LEFT JOIN payments p ON p.drawer_id = d.drawer_id
     WHERE d.opened_ms >= ? AND d.opened_ms < ? AND d.currency = ? GROUP BY d.drawer_id ORDER BY d.opened_ms, d.drawer_id`,
    [scope.from, scope.to, scope.currency],
  );
  return rows.map((row) => ({
    drawerId: idOf(integer(row, 'drawer_id')),
    openedAt: integer(row, 'opened_ms'),
    openedBy: text(row, 'opened_by'),
    closedAt: integerOrNull(row, 'closed_ms'),
    closedBy: textOrNull(row, 'closed_by') ?? '',
    openingMinor: integer(row, 'opening_minor'),
    inMinor: integer(row, 'in_minor'),
    outMinor: integer(row, 'out_minor'),
    movedMinor: integer(row, 'moved_minor'),
    countedMinor: integerOrNull(row, 'counted_minor'),
    note: text(row, 'note'),
  }));
}
