import type { Reader } from './connection.ts';
import type { Row } from './driver.ts';
import type { KnownKeys } from './keys.ts';
import { integer, integerOrNull, keyOf, text, textOrNull, whole } from './row.ts';
import type { Reading, ReadingReads, ReadingWrites } from './store.ts';
import type { BulkInsert, BulkRow, UnitWriter } from './transaction.ts';

/** The words of OCPP for why a value was read take one byte in the table, any other its text. Never renumber. */
const contextCodes: ReadonlyMap<string, number> = new Map([
  ['Sample.Periodic', 0],
  ['Sample.Clock', 1],
  ['Transaction.Begin', 2],
  ['Transaction.End', 3],
  ['Interruption.Begin', 4],
  ['Interruption.End', 5],
  ['Trigger', 6],
  ['Other', 7],
]);
const contextsByCode: ReadonlyMap<unknown, string> = new Map(
  [...contextCodes].map(([context, code]) => [code, context]),
);

const measured = [
  'energy_wh',
  'power_w',
  'current_l1_ma',
  'current_l2_ma',
  'current_l3_ma',
  'voltage_l1_mv',
  'voltage_l2_mv',
  'voltage_l3_mv',
  'offered_current_ma',
  'temperature_dc',
  'state_of_charge_percent',
] as const;

/** What comes later for a moment adds what was not there: signed values often come in a message of their own. */
const mergedOther = `
  CASE WHEN readings.other = excluded.other OR NOT coalesce(json_valid(readings.other) AND json_valid(excluded.other), FALSE)
    THEN coalesce(readings.other, excluded.other)
    ELSE (SELECT json_group_array(json(value)) FROM (
      SELECT value FROM json_each(readings.other)
      UNION ALL
      SELECT value FROM json_each(excluded.other) WHERE value NOT IN (SELECT value FROM json_each(readings.other))))
  END`;

const insertReadings: BulkInsert = {
  sql: `INSERT INTO readings
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8,
               value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, value ->> 14
        FROM json_each(?) WHERE TRUE
        ON CONFLICT (session_id, at_ms, context) DO UPDATE
        SET ${measured.map((column) => `${column} = coalesce(readings.${column}, excluded.${column})`).join(', ')},
            other = ${mergedOther}`,
};

/** Row i of n is taken when it is the first of its share: of m shares, the first row opens the first one and the last row the last one. */
const thinnedSeries = `
  WITH numbered AS (
    SELECT *, row_number() OVER (ORDER BY at_ms, context) - 1 AS i, count(*) OVER () - 1 AS last
    FROM readings WHERE session_id = ?1
  )
  SELECT * FROM numbered
  WHERE i = 0 OR i * (?2 - 1) / last > (i - 1) * (?2 - 1) / last
  ORDER BY at_ms, context`;

/** First and last are always among them. */
const fewestPoints = 2;

export function readingReads(reader: Reader): ReadingReads {
  return {
    async series(sessionId, maxPoints) {
      return (await reader.all(thinnedSeries, [keyOf(sessionId), Math.max(maxPoints, fewestPoints)])).map(toReading);
    },
    async registers(sessionId) {
      const rows = await reader.all(
        'SELECT at_ms, energy_wh FROM readings WHERE session_id = ? AND energy_wh IS NOT NULL ORDER BY at_ms, energy_wh',
        [keyOf(sessionId)],
      );
      return rows.map((row) => ({ at: integer(row, 'at_ms'), energyWh: integer(row, 'energy_wh') }));
    },
    async others(sessionId) {
      const rows = await reader.all(
        'SELECT at_ms, context, other FROM readings WHERE session_id = ? AND other IS NOT NULL ORDER BY at_ms, context',
        [keyOf(sessionId)],
      );
      return rows.map((row) => ({ at: integer(row, 'at_ms'), context: contextOf(row), other: text(row, 'other') }));
    },
  };
}

export function readingWrites(unit: UnitWriter, keys: KnownKeys): ReadingWrites {
  return {
    async insert(sessionId, readings) {
      if (readings.length === 0) return;
      const key = await keys.ofSession(unit, sessionId);
      unit.append(
        insertReadings,
        readings.map((reading) => toRow(key, reading)),
      );
    },
  };
}

function toRow(sessionKey: number, reading: Reading): BulkRow {
  return [
    sessionKey,
    whole(reading.at),
    contextCodes.get(reading.context) ?? reading.context,
    whole(reading.energyWh),
    whole(reading.powerW),
    whole(reading.currentMilliampL1),
    whole(reading.currentMilliampL2),
    whole(reading.currentMilliampL3),
    whole(reading.voltageMillivoltL1),
    whole(reading.voltageMillivoltL2),
    whole(reading.voltageMillivoltL3),
    whole(reading.offeredCurrentMilliamp),
    whole(reading.temperatureDecidegree),
    whole(reading.stateOfChargePercent),
    reading.other,
  ];
}

function toReading(row: Row): Reading {
  return {
    at: integer(row, 'at_ms'),
    context: contextOf(row),
    energyWh: integerOrNull(row, 'energy_wh'),
    powerW: integerOrNull(row, 'power_w'),
    currentMilliampL1: integerOrNull(row, 'current_l1_ma'),
    currentMilliampL2: integerOrNull(row, 'current_l2_ma'),
    currentMilliampL3: integerOrNull(row, 'current_l3_ma'),
    voltageMillivoltL1: integerOrNull(row, 'voltage_l1_mv'),
    voltageMillivoltL2: integerOrNull(row, 'voltage_l2_mv'),
    voltageMillivoltL3: integerOrNull(row, 'voltage_l3_mv'),
    offeredCurrentMilliamp: integerOrNull(row, 'offered_current_ma'),
    temperatureDecidegree: integerOrNull(row, 'temperature_dc'),
    stateOfChargePercent: integerOrNull(row, 'state_of_charge_percent'),
    other: textOrNull(row, 'other'),
  };
}

function contextOf(row: Row): string {
  return contextsByCode.get(row['context']) ?? String(row['context']);
}
