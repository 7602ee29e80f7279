import type { Reader, Writer } from './connection.ts';
import { text } from './row.ts';
import type { SettingReads, SettingWrites } from './store.ts';

export function settingReads(reader: Reader): SettingReads {
  return {
    async all() {
      const rows = await reader.all('SELECT key, value_json FROM settings');
      return new Map(rows.map((row) => [text(row, 'key'), text(row, 'value_json')]));
    },
  };
}

export function settingWrites(writer: Writer): SettingWrites {
  return {
    async set(key, valueJson) {
      await writer.run(
        'INSERT INTO settings (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
        [key, valueJson],
      );
    },
  };
}
