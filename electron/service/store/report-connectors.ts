import type { Reader } from './connection.ts';
import type { ConnectorBalance, ConnectorUse, ReportScope } from './report-records.ts';
import { stands } from './report-sums.ts';
import { integer, integerOrNull, text } from './row.ts';
import { allOf, stationIs, when } from './sql.ts';

/** So long may a connector have stood still before the first session of a period. */
const lookBackMs = 366 * 86_400_000;
/** No charger delivers more: what a register rose by faster is a new or another register. */
const mostPowerW = 1_000_000;

const names = 'JOIN stations st USING (station_key)';

export async function connectorUse(reader: Reader, scope: ReportScope): Promise<readonly ConnectorUse[]> {
  const where = allOf([when(scope.stationId, `c.${stationIs}`)]);
  const rows = await reader.all(
    `WITH used AS (
       SELECT c.station_key, c.evse_id, (min(c.stopped_ms, ?2) - max(c.started_ms, ?1)) / 1000 AS occupied,
         max(c.charging_seconds, 0) AS charging, max(c.charging_seconds + c.idle_seconds, 1) AS whole, c.energy_wh
       FROM cdrs c WHERE c.started_ms < ?2 AND c.stopped_ms > ?1 AND ${stands} AND ${where.sql}
     ) SELECT st.station_id, st.name, evse_id, count(*) AS sessions, count(*) FILTER (WHERE energy_wh > 0) AS with_energy,
         coalesce(sum(energy_wh), 0) AS energy_wh, sum(occupied) AS occupied,
         sum(min(occupied, occupied * charging / whole)) AS charging
       FROM used ${names} GROUP BY station_key, evse_id ORDER BY station_key, evse_id`,
    [scope.from, scope.to, ...where.params],
  );
  return rows.map((row) => ({
    stationId: text(row, 'station_id'),
    stationName: text(row, 'name'),
    evseId: integer(row, 'evse_id'),
    sessions: integer(row, 'sessions'),
    withEnergy: integer(row, 'with_energy'),
    energyWh: integer(row, 'energy_wh'),
    occupiedSeconds: integer(row, 'occupied'),
    chargingSeconds: integer(row, 'charging'),
    idleSeconds: integer(row, 'occupied') - integer(row, 'charging'),
  }));
}

export async function connectorBalance(reader: Reader, scope: ReportScope): Promise<readonly ConnectorBalance[]> {
  const where = allOf([when(scope.stationId, `c.${stationIs}`)]);
  const rows = await reader.all(
    `WITH runs AS (
       SELECT c.station_key, c.evse_id, c.started_ms, c.stopped_ms, c.meter_start_wh, c.meter_stop_wh, c.energy_wh,
         lag(c.meter_stop_wh) OVER evse AS before_wh, lag(c.stopped_ms) OVER evse AS before_ms
       FROM cdrs c WHERE c.started_ms >= ?3 AND c.started_ms < ?2 AND c.meter_start_wh IS NOT NULL
         AND c.meter_stop_wh IS NOT NULL AND ${stands} AND ${where.sql}
       WINDOW evse AS (PARTITION BY c.station_key, c.evse_id ORDER BY c.started_ms, c.cdr_id)
     ), steps AS (
       SELECT *, meter_start_wh - before_wh AS gap_wh,
         meter_start_wh < before_wh OR
           (meter_start_wh - before_wh) * 3600000 > ${String(mostPowerW)} * max(started_ms - before_ms, 60000) AS is_reset
       FROM runs WHERE stopped_ms >= ?1 AND stopped_ms < ?2
     ), evses AS (
       SELECT station_key, evse_id, count(*) AS sessions, coalesce(sum(energy_wh), 0) AS energy_wh,
         min(started_ms) AS first_ms, max(started_ms) AS last_ms,
         coalesce(sum(gap_wh) FILTER (WHERE gap_wh > 0 AND NOT is_reset), 0) AS unexplained_wh,
         count(*) FILTER (WHERE gap_wh > 0 AND NOT is_reset) AS gaps,
         coalesce(max(gap_wh) FILTER (WHERE gap_wh > 0 AND NOT is_reset), 0) AS largest_wh,
         count(*) FILTER (WHERE is_reset) AS resets
       FROM steps GROUP BY station_key, evse_id
     ) SELECT st.station_id, st.name, e.*,
         (SELECT c.meter_start_wh FROM cdrs c WHERE c.station_key = e.station_key AND c.evse_id = e.evse_id
            AND c.started_ms = e.first_ms AND c.meter_start_wh IS NOT NULL AND ${stands}) AS first_wh,
         (SELECT c.meter_stop_wh FROM cdrs c WHERE c.station_key = e.station_key AND c.evse_id = e.evse_id
            AND c.started_ms = e.last_ms AND c.meter_stop_wh IS NOT NULL AND ${stands}) AS last_wh
       FROM evses e ${names} ORDER BY e.station_key, e.evse_id`,
    [scope.from, scope.to, scope.from - lookBackMs, ...where.params],
  );
  return rows.map((row) => ({
    stationId: text(row, 'station_id'),
    stationName: text(row, 'name'),
    evseId: integer(row, 'evse_id'),
    sessions: integer(row, 'sessions'),
    energyWh: integer(row, 'energy_wh'),
    registerFirstWh: integerOrNull(row, 'first_wh'),
    registerLastWh: integerOrNull(row, 'last_wh'),
    unexplainedWh: integer(row, 'unexplained_wh'),
    gaps: integer(row, 'gaps'),
    largestGapWh: integer(row, 'largest_wh'),
    resets: integer(row, 'resets'),
  }));
}
