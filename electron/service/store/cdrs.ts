import type { CdrReads, CdrReason, CdrRecord, CdrWrites, LedgerLink, SessionBilling } from './book-records.ts';
import type { Reader } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { stationKey } from './keys.ts';
import { appendLinked, ledgers } from './ledger.ts';
import { idOf, idOrNull, integer, integerOrNull, keyOf, keyOrNull, only, text, textOrNull, word } from './row.ts';
import type { EnergySource } from './store.ts';
import type { UnitWriter } from './transaction.ts';

const kinds: Readonly<Record<CdrRecord['kind'], true>> = { charge: true, credit: true };
const reasons: Readonly<Record<CdrReason, true>> = {
  session: true,
  lateStop: true,
  lateReadings: true,
  reopened: true,
  repair: true,
  customer: true,
};
export const billings: Readonly<Record<SessionBilling, true>> = {
  each: true,
  prepaid: true,
  postpaid: true,
  house: true,
};
const energySources: Readonly<Record<EnergySource, true>> = { register: true, reading: true, none: true };

const selectCdrs = 'SELECT cdrs.*, station_id FROM cdrs JOIN stations USING (station_key)';
/** What no credit has taken back. */
const stands = "kind = 'charge' AND NOT EXISTS (SELECT 1 FROM cdrs credit WHERE credit.reverses = cdrs.cdr_id)";
const reportPageRows = 500;

/** `slow` answers reports, so that others do not wait for them. */
export function cdrReads(reader: Reader, slow: Reader): CdrReads {
  const select = async (rest: string, params: readonly SqlValue[]): Promise<readonly CdrRecord[]> =>
    (await reader.all(`${selectCdrs} ${rest}`, params)).map(toCdr);
  return {
    find: async (cdrId) => (await select('WHERE cdr_id = ?', [keyOf(cdrId)]))[0] ?? null,
    ofSession: (sessionId) => select('WHERE session_id = ? ORDER BY cdr_id', [keyOf(sessionId)]),
    standing(sessionIds) {
      const keys = JSON.stringify(sessionIds.map(keyOf));
      return select(`WHERE session_id IN (SELECT value FROM json_each(?)) AND ${stands} ORDER BY cdr_id`, [keys]);
    },
    ofCustomer: (customerId, from, to) =>
      select('WHERE customer_id = ? AND posted_ms >= ? AND posted_ms < ? ORDER BY posted_ms, cdr_id', [
        ...[keyOf(customerId), from, to],
      ]),
    postedBetween: (from, to) =>
      pages(slow, 'posted_ms < ? AND (posted_ms, cdr_id) > (?, ?) ORDER BY posted_ms, cdr_id', (last) => [
        to,
        ...(last === null ? [from, 0] : [last.postedAt, keyOf(last.cdrId)]),
      ]),
    all: () => pages(slow, 'cdr_id > ? ORDER BY cdr_id', (last) => [last === null ? 0 : keyOf(last.cdrId)]),
    async unposted(afterSessionId, limit) {
      const rows = await slow.all(
        `SELECT session_id FROM sessions
         WHERE session_id > ? AND stopped_ms IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM cdrs WHERE cdrs.session_id = sessions.session_id AND ${stands})
           AND NOT EXISTS (SELECT 1 FROM json_each(flags_json) WHERE value = 'merged')
         ORDER BY session_id LIMIT ?`,
        [afterSessionId === null ? 0 : keyOf(afterSessionId), limit],
      );
      return rows.map((row) => idOf(integer(row, 'session_id')));
    },
    async totals(from, to, currency) {
      const rows = await reader.all(
        `SELECT coalesce(sum(iif(kind = 'charge', 1, -1)), 0) AS sessions, coalesce(sum(energy_wh), 0) AS energy_wh,
                coalesce(sum(gross_minor) FILTER (WHERE currency = ?), 0) AS gross_minor
         FROM cdrs WHERE posted_ms >= ? AND posted_ms < ?`,
        [currency, from, to],
      );
      return only(rows, (row) => ({
        sessions: integer(row, 'sessions'),
        energyWh: integer(row, 'energy_wh'),
        grossMinor: integer(row, 'gross_minor'),
      }));
    },
  };
}

async function* pages(
  reader: Reader,
  condition: string,
  paramsAfter: (last: CdrRecord | null) => readonly SqlValue[],
): AsyncGenerator<CdrRecord> {
  let last: CdrRecord | null = null;
  for (;;) {
    const params: readonly SqlValue[] = [...paramsAfter(last), reportPageRows];
    const rows: readonly CdrRecord[] = (await reader.all(`${selectCdrs} WHERE ${condition} LIMIT ?`, params)).map(
      toCdr,
    );
    yield* rows;
    if (rows.length < reportPageRows) return;
    last = rows.at(-1) ?? null;
  }
}

export function cdrWrites(unit: UnitWriter): CdrWrites {
  return {
    async append(cdr) {
      const values = { ...columnsOf(cdr), station_key: await stationKey(unit, cdr.stationId) };
      const { key, prevHash, hash } = await appendLinked(unit, ledgers.cdrs, { values });
      return { ...cdr, cdrId: idOf(key), prevHash, hash };
    },
  };
}

function columnsOf(cdr: Omit<CdrRecord, 'cdrId' | keyof LedgerLink>) {
  return {
    kind: cdr.kind,
    session_id: keyOf(cdr.sessionId),
    reverses: keyOrNull(cdr.reverses),
    reason: cdr.reason,
    recorded_ms: cdr.recordedAt,
    posted_ms: cdr.postedAt,
    period: cdr.period,
    local_day: cdr.localDay,
    local_hour: cdr.localHour,
    time_zone: cdr.timeZone,
    evse_id: cdr.evseId,
    id_token: cdr.idToken,
    customer_id: keyOrNull(cdr.customerId),
    billing: cdr.billing,
    tariff_version_id: keyOrNull(cdr.tariffVersionId),
    started_ms: cdr.startedAt,
    stopped_ms: cdr.stoppedAt,
    charging_seconds: cdr.chargingSeconds,
    idle_seconds: cdr.idleSeconds,
    meter_start_wh: cdr.meterStartWh,
    meter_stop_wh: cdr.meterStopWh,
    energy_wh: cdr.energyWh,
    energy_source: cdr.energySource,
    currency: cdr.currency,
    start_minor: cdr.startMinor,
    energy_minor: cdr.energyMinor,
    time_minor: cdr.timeMinor,
    idle_minor: cdr.idleMinor,
    adjustment_minor: cdr.adjustmentMinor,
    gross_minor: cdr.grossMinor,
    vat_rate_bp: cdr.vatRateBp,
    vat_minor: cdr.vatMinor,
    net_minor: cdr.netMinor,
    lines_json: cdr.lines,
    operator: cdr.operator,
  };
}

function toCdr(row: Row): CdrRecord {
  return {
    cdrId: idOf(integer(row, 'cdr_id')),
    kind: word(row, 'kind', kinds),
    sessionId: idOf(integer(row, 'session_id')),
    reverses: idOrNull(row, 'reverses'),
    reason: word(row, 'reason', reasons),
    recordedAt: integer(row, 'recorded_ms'),
    postedAt: integer(row, 'posted_ms'),
    period: integer(row, 'period'),
    localDay: integer(row, 'local_day'),
    localHour: integer(row, 'local_hour'),
    timeZone: text(row, 'time_zone'),
    stationId: text(row, 'station_id'),
    evseId: integer(row, 'evse_id'),
    idToken: textOrNull(row, 'id_token'),
    customerId: idOrNull(row, 'customer_id'),
    billing: word(row, 'billing', billings),
    tariffVersionId: idOrNull(row, 'tariff_version_id'),
    startedAt: integer(row, 'started_ms'),
    stoppedAt: integer(row, 'stopped_ms'),
    chargingSeconds: integer(row, 'charging_seconds'),
    idleSeconds: integer(row, 'idle_seconds'),
    meterStartWh: integerOrNull(row, 'meter_start_wh'),
    meterStopWh: integerOrNull(row, 'meter_stop_wh'),
    energyWh: integerOrNull(row, 'energy_wh'),
    energySource: word(row, 'energy_source', energySources),
    currency: text(row, 'currency'),
    startMinor: integerOrNull(row, 'start_minor'),
    energyMinor: integerOrNull(row, 'energy_minor'),
    timeMinor: integerOrNull(row, 'time_minor'),
    idleMinor: integerOrNull(row, 'idle_minor'),
    adjustmentMinor: integerOrNull(row, 'adjustment_minor'),
    grossMinor: integerOrNull(row, 'gross_minor'),
    vatRateBp: integerOrNull(row, 'vat_rate_bp'),
    vatMinor: integerOrNull(row, 'vat_minor'),
    netMinor: integerOrNull(row, 'net_minor'),
    lines: text(row, 'lines_json'),
    operator: text(row, 'operator'),
    prevHash: text(row, 'prev_hash'),
    hash: text(row, 'hash'),
  };
}
