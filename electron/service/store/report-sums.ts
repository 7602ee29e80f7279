import type { Reader } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import type { BookSums, GroupKey, GroupSums, ReportScope, SumsBy } from './report-records.ts';
import { idOf, integer, integerOrNull, keyOf, textOrNull } from './row.ts';
import { allOf, stationIs, when, type Statement } from './sql.ts';

/** What no credit has taken back. The few credits are looked through once, not for every row. */
export const stands = "(c.kind = 'charge' AND c.cdr_id NOT IN (SELECT reverses FROM cdrs WHERE reverses IS NOT NULL))";

/** The condition on `cdrs c` that a scope stands for. */
export function inScope({ from, to, currency, stationId, customerId, idToken }: ReportScope): Statement {
  return allOf([
    { sql: 'c.posted_ms >= ? AND c.posted_ms < ?', params: [from, to] },
    when(currency, 'c.currency = ?'),
    when(stationId, `c.${stationIs}`),
    when(customerId === undefined ? undefined : keyOf(customerId), 'c.customer_id = ?'),
    when(idToken, 'c.id_token = ?'),
  ]);
}

/** Columns of `BookSums` over `cdrs c` and the settlements `s` of those that stand. */
export const sumColumns = `
  coalesce(sum(iif(c.kind = 'charge', 1, -1)), 0) AS sessions,
  coalesce(sum(c.energy_wh), 0) AS energy_wh, coalesce(sum(c.gross_minor), 0) AS gross_minor,
  coalesce(sum(c.vat_minor), 0) AS vat_minor, coalesce(sum(c.net_minor), 0) AS net_minor,
  coalesce(sum(s.paid_minor), 0) AS paid_minor, coalesce(sum(s.refunded_minor), 0) AS refunded_minor,
  coalesce(sum(iif(${stands}, max(coalesce(c.gross_minor, 0) - coalesce(s.paid_minor, 0), 0), 0)), 0) AS unpaid_minor,
  coalesce(sum(iif(c.gross_minor IS NULL, iif(c.kind = 'charge', 1, -1), 0)), 0) AS unbilled`;

export const settlements = `LEFT JOIN session_settlements s ON s.session_id = c.session_id AND ${stands}`;

interface Grouping {
  readonly by: string;
  /** What tells the group, of the sums `g`. */
  readonly names: string;
  readonly joins: string;
}

const station = { names: 'st.station_id, st.name AS station_name', joins: 'JOIN stations st USING (station_key)' };
const groupings: Readonly<Record<SumsBy, Grouping>> = {
  all: { by: '', names: '', joins: '' },
  day: { by: 'local_day', names: 'g.local_day', joins: '' },
  hour: { by: 'local_hour', names: 'g.local_hour', joins: '' },
  month: { by: 'period', names: 'g.period', joins: '' },
  station: { by: 'station_key', ...station },
  connector: { by: 'station_key, c.evse_id', names: `${station.names}, g.evse_id`, joins: station.joins },
  card: {
    by: 'id_token',
    names: 'g.id_token, t.label AS card_label, u.customer_id, u.name AS customer',
    joins: 'LEFT JOIN id_tokens t ON t.id_token = g.id_token LEFT JOIN customers u ON u.customer_id = t.customer_id',
  },
  customer: {
    by: 'customer_id',
    names: 'g.customer_id, u.name AS customer, u.voen AS customer_voen',
    joins: 'LEFT JOIN customers u ON u.customer_id = g.customer_id',
  },
  tariff: {
    by: 'tariff_version_id',
    names: 'f.name AS tariff, v.number AS tariff_version',
    joins:
      'LEFT JOIN tariff_versions v ON v.version_id = g.tariff_version_id LEFT JOIN tariffs f ON f.tariff_id = v.tariff_id',
  },
  vatRate: { by: 'vat_rate_bp', names: 'g.vat_rate_bp', joins: '' },
};

/** Adds up the books of a scope, group by group. */
export async function bookSums(
  reader: Reader,
  scope: ReportScope,
  by: SumsBy,
  stepDays: readonly number[],
): Promise<readonly GroupSums[]> {
  const { by: key, names, joins } = groupings[by];
  const where = inScope(scope);
  const step = ['0', ...stepDays.map(() => '(c.local_day >= ?)')].join(' + ');
  const groups = [...(key === '' ? [] : [`c.${key}`]), 'step'].join(', ');
  const rows = await reader.all(
    `WITH g AS (
       SELECT ${key === '' ? '' : `c.${key},`} ${step} AS step, ${sumColumns}
       FROM cdrs c INDEXED BY cdrs_sums ${settlements} WHERE ${where.sql} GROUP BY ${groups}
     ) SELECT g.step, ${names === '' ? '' : `${names},`} ${sumNames} FROM g ${joins}`,
    [...stepDays, ...where.params],
  );
  return rows.map((row) => ({ step: integer(row, 'step'), ...toKey(row), ...toSums(row) }));
}

const sumNames = `g.sessions, g.energy_wh, g.gross_minor, g.vat_minor, g.net_minor, g.paid_minor, g.refunded_minor,
  g.unpaid_minor, g.unbilled`;

export function toSums(row: Row): BookSums {
  return {
    sessions: integer(row, 'sessions'),
    energyWh: integer(row, 'energy_wh'),
    grossMinor: integer(row, 'gross_minor'),
    vatMinor: integer(row, 'vat_minor'),
    netMinor: integer(row, 'net_minor'),
    paidMinor: integer(row, 'paid_minor'),
    refundedMinor: integer(row, 'refunded_minor'),
    unpaidMinor: integer(row, 'unpaid_minor'),
    unbilled: integer(row, 'unbilled'),
  };
}

/** Columns that were not grouped by are not there. */
function toKey(row: Row): GroupKey {
  const there = { ...nothing, ...row };
  const customerKey = integerOrNull(there, 'customer_id');
  return {
    localDay: integerOrNull(there, 'local_day'),
    localHour: integerOrNull(there, 'local_hour'),
    period: integerOrNull(there, 'period'),
    stationId: textOrNull(there, 'station_id'),
    stationName: textOrNull(there, 'station_name'),
    evseId: integerOrNull(there, 'evse_id'),
    idToken: textOrNull(there, 'id_token'),
    cardLabel: textOrNull(there, 'card_label'),
    customerId: customerKey === null ? null : idOf(customerKey),
    customer: textOrNull(there, 'customer'),
    customerVoen: textOrNull(there, 'customer_voen'),
    tariff: textOrNull(there, 'tariff'),
    tariffVersion: integerOrNull(there, 'tariff_version'),
    vatRateBp: integerOrNull(there, 'vat_rate_bp'),
  };
}

const nothing: Row = Object.fromEntries(
  [
    ...['local_day', 'local_hour', 'period', 'station_id', 'station_name', 'evse_id', 'id_token', 'card_label'],
    ...['customer_id', 'customer', 'customer_voen', 'tariff', 'tariff_version', 'vat_rate_bp'],
  ].map((column) => [column, null]),
);

export async function inOtherCurrencies(reader: Reader, scope: ReportScope): Promise<number> {
  const params: readonly SqlValue[] = [scope.from, scope.to, scope.currency];
  const rows = await reader.all(
    `SELECT (SELECT count(*) FROM cdrs WHERE posted_ms >= ?1 AND posted_ms < ?2 AND currency <> ?3)
       + (SELECT count(*) FROM payments WHERE posted_ms >= ?1 AND posted_ms < ?2 AND currency <> ?3) AS others`,
    params,
  );
  return rows.reduce((sum, row) => sum + integer(row, 'others'), 0);
}
