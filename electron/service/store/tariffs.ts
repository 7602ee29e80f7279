import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import { first, idOf, integer, integerOrNull, keyOf, text } from './row.ts';
import { allOf, insertInto, update, when } from './sql.ts';
import type { TariffReads, TariffRecord, TariffVersionRecord, TariffWrites } from './tariff-records.ts';

const usedIn = ['session_terms', 'cdrs'] as const;

export function tariffReads(reader: Reader): TariffReads {
  return {
    async list() {
      return (await reader.all('SELECT * FROM tariffs ORDER BY tariff_id')).map(toTariff);
    },
    async versions(tariffId) {
      const where = allOf([when(tariffId === undefined ? undefined : keyOf(tariffId), 'tariff_id = ?')]);
      const order = 'ORDER BY tariff_id, number';
      return (await reader.all(`SELECT * FROM tariff_versions WHERE ${where.sql} ${order}`, where.params)).map(
        toVersion,
      );
    },
    async findVersion(versionId) {
      const rows = await reader.all('SELECT * FROM tariff_versions WHERE version_id = ?', [keyOf(versionId)]);
      return first(rows, toVersion);
    },
    async usedVersions() {
      const uses = usedIn.map((table) => `EXISTS (SELECT 1 FROM ${table} WHERE tariff_version_id = version_id)`);
      const rows = await reader.all(`SELECT version_id FROM tariff_versions WHERE ${uses.join(' OR ')}`);
      return new Set(rows.map((row) => idOf(integer(row, 'version_id'))));
    },
  };
}

export function tariffWrites(writer: Writer): TariffWrites {
  return {
    async insert({ name, createdAt, retiredAt }) {
      const { sql, params } = insertInto('tariffs', { name, created_ms: createdAt, retired_ms: retiredAt });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(tariffId, { name, retiredAt }) {
      const columns = { name, retired_ms: retiredAt };
      const statement = update('tariffs', columns, { sql: 'tariff_id = ?', params: [keyOf(tariffId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
    async insertVersion(version) {
      const { sql, params } = insertInto('tariff_versions', {
        tariff_id: keyOf(version.tariffId),
        number: version.number,
        valid_from_ms: version.validFrom,
        body_json: version.body,
        created_ms: version.createdAt,
        operator: version.operator,
      });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async removeVersion(versionId) {
      await writer.run('DELETE FROM tariff_versions WHERE version_id = ?', [keyOf(versionId)]);
    },
  };
}

function toTariff(row: Row): TariffRecord {
  return {
    tariffId: idOf(integer(row, 'tariff_id')),
    name: text(row, 'name'),
    createdAt: integer(row, 'created_ms'),
    retiredAt: integerOrNull(row, 'retired_ms'),
  };
}

function toVersion(row: Row): TariffVersionRecord {
  return {
    versionId: idOf(integer(row, 'version_id')),
    tariffId: idOf(integer(row, 'tariff_id')),
    number: integer(row, 'number'),
    validFrom: integer(row, 'valid_from_ms'),
    body: text(row, 'body_json'),
    createdAt: integer(row, 'created_ms'),
    operator: text(row, 'operator'),
  };
}
