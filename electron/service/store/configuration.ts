import type { Reader, Writer } from './connection.ts';
import type { ConfigurationReads, ConfigurationRecord, ConfigurationWrites } from './charger-records.ts';
import type { Row } from './driver.ts';
import { stationKey } from './keys.ts';
import { first, flag, integerOrNull, text, textOrNull } from './row.ts';

/** Of one station: no honest one has as many, and another must not fill the disk with names it makes up. */
const mostKeys = 2000;

export function configurationReads(reader: Reader): ConfigurationReads {
  return {
    async list(stationId) {
      const rows = await reader.all(
        `SELECT station_configuration.* FROM station_configuration JOIN stations USING (station_key)
         WHERE station_id = ? ORDER BY key`,
        [stationId],
      );
      return rows.map(toRecord);
    },
    async readAt(stationId) {
      const rows = await reader.all('SELECT configuration_read_ms FROM stations WHERE station_id = ?', [stationId]);
      return first(rows, (row) => integerOrNull(row, 'configuration_read_ms'));
    },
  };
}

export function configurationWrites(writer: Writer): ConfigurationWrites {
  return {
    async told(stationId, keys, at) {
      const station = await stationKey(writer, stationId);
      for (const { key, value, readonly } of keys) {
        await writer.run(
          `INSERT INTO station_configuration (station_key, key, value, read_only, read_ms) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET key = excluded.key, value = excluded.value, read_only = excluded.read_only, read_ms = excluded.read_ms,
             unknown = 0`,
          [station, key, value, readonly ? 1 : 0, at],
        );
      }
      await forgetOldest(writer, station);
    },
    async toldUnknown(stationId, keys, at) {
      const station = await stationKey(writer, stationId);
      for (const key of keys) {
        await writer.run(
          `INSERT INTO station_configuration (station_key, key, read_ms, unknown) VALUES (?, ?, ?, 1)
           ON CONFLICT DO UPDATE SET value = NULL, read_ms = excluded.read_ms, unknown = 1`,
          [station, key, at],
        );
      }
      await forgetOldest(writer, station);
    },
    async readWhole(stationId, at) {
      const station = await stationKey(writer, stationId);
      await writer.run('UPDATE stations SET configuration_read_ms = ? WHERE station_key = ?', [at, station]);
      await writer.run(
        'DELETE FROM station_configuration WHERE station_key = ? AND read_ms < ? AND wanted IS NULL AND reboot_required = 0',
        [station, at],
      );
    },
    async want(stationId, key, value) {
      const station = await stationKey(writer, stationId);
      await writer.run(
        `INSERT INTO station_configuration (station_key, key, wanted) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET wanted = excluded.wanted`,
        [station, key, value],
      );
      await writer.run(
        'DELETE FROM station_configuration WHERE station_key = ? AND read_ms IS NULL AND wanted IS NULL AND reboot_required = 0',
        [station],
      );
    },
    async setRebootRequired(stationId, key) {
      const station = await stationKey(writer, stationId);
      await writer.run(
        `INSERT INTO station_configuration (station_key, key, reboot_required) VALUES (?, ?, 1)
         ON CONFLICT DO UPDATE SET reboot_required = 1`,
        [station, key],
      );
    },
    async booted(stationId) {
      const { changes } = await writer.run(
        `UPDATE station_configuration SET reboot_required = 0, value = NULL, read_ms = NULL
         WHERE reboot_required = 1 AND station_key = (SELECT station_key FROM stations WHERE station_id = ?)`,
        [stationId],
      );
      return changes > 0;
    },
  };
}

async function forgetOldest(writer: Writer, station: number): Promise<void> {
  await writer.run(
    `DELETE FROM station_configuration WHERE station_key = ? AND wanted IS NULL AND reboot_required = 0 AND key IN (
       SELECT key FROM station_configuration WHERE station_key = ? ORDER BY read_ms DESC, key LIMIT -1 OFFSET ?)`,
    [station, station, mostKeys],
  );
}

function toRecord(row: Row): ConfigurationRecord {
  return {
    key: text(row, 'key'),
    value: textOrNull(row, 'value'),
    readonly: flag(row, 'read_only'),
    readAt: integerOrNull(row, 'read_ms'),
    wanted: textOrNull(row, 'wanted'),
    rebootRequired: flag(row, 'reboot_required'),
    unknown: flag(row, 'unknown'),
  };
}
