import type { AuthorizationStatus } from '../../../ocpp/model/id-token.ts';
import type { Reader } from './connection.ts';
import type { Row, SqlValue } from './driver.ts';
import { parseTexts } from './json.ts';
import { stationKey } from './keys.ts';
import { readPage } from './page.ts';
import { first, idOf, integer, integerOrNull, keyOf, only, text, textOrNull, whole, word, wordOrNull } from './row.ts';
import type { RunningSessions } from './running-sessions.ts';
import { insertInto, stationIs, update, type ColumnValues } from './sql.ts';
import { filteredSessions } from './session-filter.ts';
import type { EnergySource, SessionReads, SessionRecord, SessionWrites, Verdict } from './store.ts';
import type { BulkInsert, BulkRow, UnitWriter } from './transaction.ts';

const authorizations: Readonly<Record<AuthorizationStatus, true>> = {
  Accepted: true,
  Blocked: true,
  Expired: true,
  Invalid: true,
  ConcurrentTx: true,
};
const energySources: Readonly<Record<EnergySource, true>> = { register: true, reading: true, none: true };
const verdicts: Readonly<Record<Verdict, true>> = { ok: true, estimated: true, repaired: true, review: true };

const selectSessions = 'SELECT sessions.*, station_id FROM sessions JOIN stations USING (station_key)';

/** Long enough to keep the hops few, short enough to keep memory flat. */
const reportPageRows = 500;

/** `slow` answers reports, so that others do not wait for them. */
export function sessionReads(reader: Reader, slow: Reader): SessionReads {
  const select = async (rest: string, params: readonly SqlValue[]): Promise<readonly SessionRecord[]> =>
    (await reader.all(`${selectSessions} ${rest}`, params)).map(toSession);
  const newest = async (where: string, params: readonly SqlValue[]): Promise<SessionRecord | null> =>
    (await select(`WHERE ${where} ORDER BY session_id DESC LIMIT 1`, params))[0] ?? null;

  return {
    find: (sessionId) => newest('session_id = ?', [keyOf(sessionId)]),
    list(query) {
      const listing = {
        table: 'sessions',
        select: selectSessions,
        where: filteredSessions(query),
        order: 'started_ms DESC, session_id DESC',
      };
      return readPage(reader, listing, query, toSession);
    },
    async totals(query) {
      const matching = filteredSessions(query);
      const rows = await reader.all(
        `SELECT count(*) AS sessions, coalesce(sum(energy_wh), 0) AS energy_wh FROM sessions WHERE ${matching.sql}`,
        matching.params,
      );
      return only(rows, (row) => ({ sessions: integer(row, 'sessions'), energyWh: integer(row, 'energy_wh') }));
    },
    open: () => select('WHERE stopped_ms IS NULL ORDER BY session_id', []),
    openOnEvse: (stationId, evseId) =>
      select(`WHERE stopped_ms IS NULL AND ${stationIs} AND evse_id = ? ORDER BY session_id`, [stationId, evseId]),
    openWithIdToken: (idToken) => select('WHERE stopped_ms IS NULL AND id_token = ? ORDER BY session_id', [idToken]),
    findByTransaction: (stationId, transactionId) =>
      newest(`${stationIs} AND transaction_id = ?`, [stationId, transactionId]),
    findByStop: ({ stationId, stoppedText, meterStopWh }) =>
      newest(`${stationIs} AND stopped_text = ? AND meter_stop_wh IS ?`, [stationId, stoppedText, meterStopWh]),
    findByStart: ({ stationId, evseId, idToken, startedText, startedAt, meterStartWh }) =>
      // The corrected time of a repeated start may differ; it counts only where the station wrote none.
      newest(
        `${stationIs} AND evse_id = ? AND started_text IS ? AND meter_start_wh IS ? AND id_token = ?
         AND (started_text IS NOT NULL OR started_ms = ?)`,
        [stationId, evseId, startedText, meterStartWh, idToken, startedAt],
      ),
    stoppedBetween: (from, to) => stoppedBetween(slow, from, to),
    async lastRegisterWh(stationId, evseId) {
      const rows = await reader.all(
        `SELECT coalesce(meter_stop_wh, last_meter_wh, meter_start_wh) AS register_wh FROM sessions
         WHERE ${stationIs} AND evse_id = ? AND register_wh IS NOT NULL ORDER BY started_ms DESC, session_id DESC LIMIT 1`,
        [stationId, evseId],
      );
      return first(rows, (row) => integer(row, 'register_wh'));
    },
  };
}

async function* stoppedBetween(reader: Reader, from: number, to: number): AsyncGenerator<SessionRecord> {
  let after: readonly [stoppedAt: number, key: number] = [from, 0];
  for (;;) {
    const rows = await reader.all(
      `${selectSessions} WHERE (stopped_ms, session_id) > (?, ?) AND stopped_ms < ? ORDER BY stopped_ms, session_id LIMIT ?`,
      [...after, to, reportPageRows],
    );
    for (const row of rows) yield toSession(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < reportPageRows) return;
    after = [integer(last, 'stopped_ms'), integer(last, 'session_id')];
  }
}

/** Where a running session has got to: what every reading changes, and nothing else does. */
const progressFields = ['lastMeterWh', 'lastMeterAt', 'lastPowerW', 'energyWh', 'energySource'] as const;
const isProgressField: ReadonlySet<string> = new Set(progressFields);

/** Of several rows of one session the last one counts: beside max(), SQLite takes the other columns from its row. */
const updateProgress: BulkInsert = {
  sql: `UPDATE sessions
        SET last_meter_wh = p.meter_wh, last_meter_ms = p.meter_ms, last_power_w = p.power_w, energy_wh = p.energy_wh,
            energy_source = p.energy_source
        FROM (SELECT value ->> 0 AS id, value ->> 1 AS meter_wh, value ->> 2 AS meter_ms, value ->> 3 AS power_w,
                     value ->> 4 AS energy_wh, value ->> 5 AS energy_source, max(key)
              FROM json_each(?) GROUP BY value ->> 0) AS p
        WHERE session_id = p.id`,
};

export function sessionWrites(unit: UnitWriter, running: RunningSessions): SessionWrites {
  return {
    async insert(session) {
      const { sql, params } = insertInto('sessions', await columnsOf(unit, session));
      const { lastId } = await unit.run(sql, params);
      running.forgetAll();
      return idOf(lastId);
    },
    async update(sessionId, change) {
      const known = running.find(sessionId);
      if (known !== null && isProgress(change)) {
        const session = { ...known, ...change };
        unit.append(updateProgress, [progressRow(session)]);
        running.keep(session);
        return;
      }
      const where = { sql: 'session_id = ?', params: [keyOf(sessionId)] };
      const statement = update('sessions', await columnsOf(unit, change), where);
      // Settled: progress that was appended before must not come after.
      if (statement) await unit.settled.run(statement.sql, statement.params);
      running.forgetAll();
    },
  };
}

type Progress = Partial<Pick<SessionRecord, (typeof progressFields)[number]>>;

/** A field that is present and undefined is no change, and would not survive the merge with the known session. */
function isProgress(change: Partial<Omit<SessionRecord, 'sessionId'>>): change is Progress {
  const fields: Readonly<Record<string, unknown>> = change;
  return Object.entries(fields).every(([field, value]) => isProgressField.has(field) && value !== undefined);
}

function progressRow(session: SessionRecord): BulkRow {
  return [
    keyOf(session.sessionId),
    whole(session.lastMeterWh),
    whole(session.lastMeterAt),
    whole(session.lastPowerW),
    whole(session.energyWh),
    session.energySource,
  ];
}

async function columnsOf(reader: Reader, change: Partial<Omit<SessionRecord, 'sessionId'>>): Promise<ColumnValues> {
  return {
    station_key: change.stationId === undefined ? undefined : await stationKey(reader, change.stationId),
    evse_id: change.evseId,
    transaction_id: change.transactionId,
    id_token: change.idToken,
    authorization: change.authorization,
    started_ms: change.startedAt,
    started_text: change.startedText,
    start_received_ms: change.startReceivedAt,
    stopped_ms: change.stoppedAt,
    stopped_text: change.stoppedText,
    stop_received_ms: change.stopReceivedAt,
    meter_start_wh: change.meterStartWh,
    meter_stop_wh: change.meterStopWh,
    last_meter_wh: change.lastMeterWh,
    last_meter_ms: change.lastMeterAt,
    last_power_w: change.lastPowerW,
    energy_wh: change.energyWh,
    energy_source: change.energySource,
    stop_reason: change.stopReason,
    verdict: change.verdict,
    flags_json: change.flags && JSON.stringify(change.flags),
  };
}

function toSession(row: Row): SessionRecord {
  return {
    sessionId: idOf(integer(row, 'session_id')),
    stationId: text(row, 'station_id'),
    evseId: integer(row, 'evse_id'),
    transactionId: text(row, 'transaction_id'),
    idToken: textOrNull(row, 'id_token'),
    authorization: wordOrNull(row, 'authorization', authorizations),
    startedAt: integer(row, 'started_ms'),
    startedText: textOrNull(row, 'started_text'),
    startReceivedAt: integer(row, 'start_received_ms'),
    stoppedAt: integerOrNull(row, 'stopped_ms'),
    stoppedText: textOrNull(row, 'stopped_text'),
    stopReceivedAt: integerOrNull(row, 'stop_received_ms'),
    meterStartWh: integerOrNull(row, 'meter_start_wh'),
    meterStopWh: integerOrNull(row, 'meter_stop_wh'),
    lastMeterWh: integerOrNull(row, 'last_meter_wh'),
    lastMeterAt: integerOrNull(row, 'last_meter_ms'),
    lastPowerW: integerOrNull(row, 'last_power_w'),
    energyWh: integerOrNull(row, 'energy_wh'),
    energySource: word(row, 'energy_source', energySources),
    stopReason: textOrNull(row, 'stop_reason'),
    verdict: word(row, 'verdict', verdicts),
    flags: parseTexts(text(row, 'flags_json')),
  };
}
