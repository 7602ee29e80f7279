import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { stationKey } from './keys.ts';
import { first, integer, integerOrNull, text, word } from './row.ts';
import { allOf, stationIs, when } from './sql.ts';
import type { EvseRatingReads, EvseRatingRecord, EvseRatingWrites, PowerClass } from './tariff-records.ts';

const powerClasses: Readonly<Record<PowerClass, true>> = { AC: true, DC: true };

const selectRatings = 'SELECT evse_ratings.*, station_id FROM evse_ratings JOIN stations USING (station_key)';

export function evseRatingReads(reader: Reader): EvseRatingReads {
  return {
    async list(stationId) {
      const where = allOf([when(stationId, stationIs)]);
      const rows = await reader.all(`${selectRatings} WHERE ${where.sql} ORDER BY station_key, evse_id`, where.params);
      return rows.map(toRating);
    },
    async find(stationId, evseId) {
      const rows = await reader.all(`${selectRatings} WHERE ${stationIs} AND evse_id = ?`, [stationId, evseId]);
      return first(rows, toRating);
    },
  };
}

export function evseRatingWrites(writer: Writer): EvseRatingWrites {
  return {
    async put({ stationId, evseId, powerClass, maxPowerW }) {
      await writer.run(
        `INSERT INTO evse_ratings (station_key, evse_id, power_class, max_power_w) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET power_class = excluded.power_class, max_power_w = excluded.max_power_w`,
        [await stationKey(writer, stationId), evseId, powerClass, maxPowerW],
      );
    },
    async remove(stationId, evseId) {
      await writer.run(`DELETE FROM evse_ratings WHERE ${stationIs} AND evse_id = ?`, [stationId, evseId]);
    },
  };
}

function toRating(row: Row): EvseRatingRecord {
  return {
    stationId: text(row, 'station_id'),
    evseId: integer(row, 'evse_id'),
    powerClass: word(row, 'power_class', powerClasses),
    maxPowerW: integerOrNull(row, 'max_power_w'),
  };
}
