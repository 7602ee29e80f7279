import type { ChecklistReads, Finding, FoundRow } from './checklist-records.ts';
import type { Reader } from './connection.ts';
import type { Row } from './driver.ts';
import { integer, integerOrNull, text, textOrNull, word } from './row.ts';

const dayMs = 86_400_000;
/** Meters show whole tenths of a kWh here and there: less is no finding. */
const leastUnexplainedWh = 100;

const subjects: Readonly<Record<FoundRow['subject'], true>> = {
  session: true,
  payment: true,
  sale: true,
  drawer: true,
  customer: true,
  station: true,
};

/** Columns of a session's row; what is found of it besides goes on the end. */
const ofSession = "'session' AS subject, session_id AS id, station_id AS name, evse_id";
const noSum = 'NULL AS amount_minor, NULL AS currency';
const sessionTimes = 'started_ms AS at_ms, stopped_ms AS until_ms';
const sessions = `SELECT ${ofSession}, ${sessionTimes}, ${noSum}, energy_wh FROM sessions JOIN stations USING (station_key)`;

/** Posted in the period and not taken back. */
const standing = `kind = 'charge' AND posted_ms >= ?1 AND posted_ms < ?2
  AND NOT EXISTS (SELECT 1 FROM cdrs credit WHERE credit.reverses = cdrs.cdr_id)`;

/** What was paid for a session, that of its sale included. */
const paid = 'coalesce((SELECT s.paid_minor FROM session_settlements s WHERE s.session_id = cdrs.session_id), 0)';

const charged = (amount: string, where: string): string => `
  SELECT ${ofSession}, ${sessionTimes}, ${amount} AS amount_minor, currency, energy_wh
  FROM (SELECT *, ${paid} AS paid_minor FROM cdrs WHERE ${standing} AND gross_minor IS NOT NULL)
  JOIN stations USING (station_key) WHERE ${where}`;

const queries: Readonly<Record<Finding, string>> = {
  openSessions: `${sessions} WHERE stopped_ms IS NULL AND started_ms < ?2 AND ?1 <= ?2`,
  toReview: `${sessions} WHERE stopped_ms >= ?1 AND stopped_ms < ?2 AND verdict = 'review'`,
  estimated: `${sessions} WHERE stopped_ms >= ?1 AND stopped_ms < ?2 AND verdict = 'estimated'`,
  notBooked: `${sessions} WHERE stopped_ms >= ?1 AND stopped_ms < ?2
    AND NOT EXISTS (SELECT 1 FROM json_each(flags_json) WHERE value = 'merged')
    AND NOT EXISTS (SELECT 1 FROM cdrs WHERE cdrs.session_id = sessions.session_id AND kind = 'charge'
      AND NOT EXISTS (SELECT 1 FROM cdrs credit WHERE credit.reverses = cdrs.cdr_id))`,
  withoutAmount: `
    SELECT ${ofSession}, ${sessionTimes}, ${noSum}, energy_wh FROM cdrs JOIN stations USING (station_key)
    WHERE ${standing} AND gross_minor IS NULL`,
  unpaid: charged('gross_minor - paid_minor', "billing <> 'house' AND gross_minor > 0 AND paid_minor < gross_minor"),
  unmatchedPayments: `
    SELECT 'payment' AS subject, payment_id AS id, operator AS name, NULL AS evse_id, posted_ms AS at_ms,
      NULL AS until_ms, amount_minor - taken_back AS amount_minor, currency, NULL AS energy_wh
    FROM (SELECT *, (SELECT coalesce(sum(-r.amount_minor), 0) FROM payments r WHERE r.reverses = p.payment_id) AS taken_back
          FROM payments p WHERE posted_ms >= ?1 AND posted_ms < ?2 AND kind = 'payment'
            AND session_id IS NULL AND sale_id IS NULL AND customer_id IS NULL)
    WHERE amount_minor > taken_back`,
  changeDue: `
    ${charged('paid_minor - gross_minor', 'paid_minor > gross_minor')}
    UNION ALL
    SELECT 'sale', sale_id, sales.operator, evse_id, created_ms, ended_ms, sum(payments.amount_minor), sales.currency, NULL
    FROM sales JOIN payments USING (sale_id)
    WHERE ended_ms >= ?1 AND ended_ms < ?2 AND sales.session_id IS NULL AND payments.session_id IS NULL
    GROUP BY sale_id HAVING sum(payments.amount_minor) > 0`,
  openDrawer: `
    SELECT 'drawer' AS subject, drawer_id AS id, opened_by AS name, NULL AS evse_id, opened_ms AS at_ms,
      NULL AS until_ms, opening_minor AS amount_minor, currency, NULL AS energy_wh
    FROM cash_drawers WHERE closed_ms IS NULL AND opened_ms < ?2 AND ?1 <= ?2`,
  missingDocuments: `
    SELECT 'customer' AS subject, customer_id AS id, name, NULL AS evse_id, NULL AS at_ms, NULL AS until_ms,
      sum(gross_minor) AS amount_minor, cdrs.currency, sum(energy_wh) AS energy_wh
    FROM cdrs JOIN customers USING (customer_id)
    WHERE posted_ms >= ?1 AND posted_ms < ?2 AND cdrs.billing = 'postpaid' AND customers.kind = 'company'
      AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.customer_id = customers.customer_id AND d.voided_ms IS NULL
        AND d.kind IN ('statement', 'invoice') AND d.from_ms < ?2 AND d.to_ms > ?1)
    GROUP BY customer_id, cdrs.currency HAVING sum(gross_minor) <> 0`,
  unexplainedEnergy: `
    SELECT ${ofSession}, stopped_before_ms AS at_ms, started_ms AS until_ms, ${noSum},
      meter_start_wh - stop_before_wh AS energy_wh
    FROM (SELECT session_id, station_key, evse_id, started_ms, meter_start_wh,
            lag(meter_stop_wh) OVER one_evse AS stop_before_wh, lag(stopped_ms) OVER one_evse AS stopped_before_ms
          FROM sessions WHERE started_ms >= ?1 - ${String(62 * dayMs)} AND started_ms < ?2
          WINDOW one_evse AS (PARTITION BY station_key, evse_id ORDER BY started_ms, session_id))
    JOIN stations USING (station_key)
    WHERE started_ms >= ?1 AND meter_start_wh - stop_before_wh >= ${String(leastUnexplainedWh)}`,
  connectionGaps: `
    SELECT 'station' AS subject, station_id AS id, station_id AS name, NULL AS evse_id, raised_ms AS at_ms,
      cleared_ms AS until_ms, ${noSum}, NULL AS energy_wh
    FROM alerts WHERE kind = 'stationOffline' AND raised_ms < ?2 AND coalesce(cleared_ms, ?2) > ?1`,
};

/** Looks through a whole month: to be read over the connection of reports. */
export function checklistReads(slow: Reader): ChecklistReads {
  return {
    async find(finding, from, to, rows) {
      const sql = `SELECT *, count(*) OVER () AS found FROM (${queries[finding]}) ORDER BY at_ms, id LIMIT ?3`;
      const found = await slow.all(sql, [from, to, rows]);
      const [first] = found;
      return { count: first === undefined ? 0 : integer(first, 'found'), rows: found.map(toRow) };
    },
  };
}

function toRow(row: Row): FoundRow {
  const id = row['id'];
  return {
    subject: word(row, 'subject', subjects),
    id: typeof id === 'number' ? String(id) : text(row, 'id'),
    name: text(row, 'name'),
    evseId: integerOrNull(row, 'evse_id'),
    at: integerOrNull(row, 'at_ms'),
    until: integerOrNull(row, 'until_ms'),
    amountMinor: integerOrNull(row, 'amount_minor'),
    currency: textOrNull(row, 'currency'),
    energyWh: integerOrNull(row, 'energy_wh'),
  };
}
