import type { Reader, Writer } from './connection.ts';
import type {
  ModelHabitReads,
  ModelHabitWrites,
  ProfileFilter,
  ProfileReads,
  ProfileRecord,
  ProfileWrites,
} from './charger-records.ts';
import type { Row } from './driver.ts';
import { stationKey } from './keys.ts';
import { first, integer, text, textOrNull } from './row.ts';
import { allOf, insertInto, when } from './sql.ts';

export function profileReads(reader: Reader): ProfileReads {
  return {
    async list(stationId) {
      const rows = await reader.all(
        `SELECT charging_profiles.*, station_id FROM charging_profiles JOIN stations USING (station_key)
         WHERE station_id = ? ORDER BY installed_ms, profile_id`,
        [stationId],
      );
      return rows.map(toProfile);
    },
  };
}

export function profileWrites(writer: Writer): ProfileWrites {
  return {
    async insert(profile) {
      const key = await stationKey(writer, profile.stationId);
      await writer.run(
        `DELETE FROM charging_profiles WHERE station_key = ?
           AND (profile_id = ? OR (purpose = ? AND stack_level = ? AND evse_id = ?))`,
        [key, profile.profileId, profile.purpose, profile.stackLevel, profile.evseId],
      );
      const { sql, params } = insertInto('charging_profiles', {
        station_key: key,
        profile_id: profile.profileId,
        evse_id: profile.evseId,
        purpose: profile.purpose,
        stack_level: profile.stackLevel,
        transaction_id: profile.transactionId,
        profile_json: profile.profile,
        installed_ms: profile.installedAt,
      });
      await writer.run(sql, params);
    },
    async remove(stationId, filter) {
      const { sql, params } = matching(filter);
      const { changes } = await writer.run(
        `DELETE FROM charging_profiles
         WHERE station_key = (SELECT station_key FROM stations WHERE station_id = ?) AND ${sql}`,
        [stationId, ...params],
      );
      return changes;
    },
  };
}

function matching({ profileId, evseId, purpose, stackLevel, transactionId }: ProfileFilter) {
  return allOf([
    when(profileId, 'profile_id = ?'),
    when(evseId, 'evse_id = ?'),
    when(purpose, 'purpose = ?'),
    when(stackLevel, 'stack_level = ?'),
    when(transactionId, 'transaction_id = ?'),
  ]);
}

function toProfile(row: Row): ProfileRecord {
  return {
    stationId: text(row, 'station_id'),
    evseId: integer(row, 'evse_id'),
    profileId: integer(row, 'profile_id'),
    purpose: text(row, 'purpose'),
    stackLevel: integer(row, 'stack_level'),
    transactionId: textOrNull(row, 'transaction_id'),
    profile: text(row, 'profile_json'),
    installedAt: integer(row, 'installed_ms'),
  };
}

export function modelHabitReads(reader: Reader): ModelHabitReads {
  return {
    async find(vendor, model, name) {
      const rows = await reader.all('SELECT value_json FROM model_habits WHERE vendor = ? AND model = ? AND name = ?', [
        vendor,
        model,
        name,
      ]);
      return first(rows, (row) => text(row, 'value_json'));
    },
  };
}

export function modelHabitWrites(writer: Writer): ModelHabitWrites {
  return {
    async set(vendor, model, name, valueJson, at) {
      await writer.run(
        `INSERT INTO model_habits (vendor, model, name, value_json, learnt_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET value_json = excluded.value_json, learnt_ms = excluded.learnt_ms`,
        [vendor, model, name, valueJson, at],
      );
    },
  };
}
