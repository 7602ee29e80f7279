import type { Reader, Writer } from './connection.ts';
import type { Row } from './driver.ts';
import type { OperatorReads, OperatorRecord, OperatorWrites } from './payment-records.ts';
import { flag, idOf, integer, keyOf, text } from './row.ts';
import { insertInto, update } from './sql.ts';

export function operatorReads(reader: Reader): OperatorReads {
  return {
    list: async () => (await reader.all('SELECT * FROM operators ORDER BY operator_id')).map(toOperator),
  };
}

export function operatorWrites(writer: Writer): OperatorWrites {
  return {
    async insert({ name, retired, createdAt }) {
      const { sql, params } = insertInto('operators', { name, retired: Number(retired), created_ms: createdAt });
      return idOf((await writer.run(sql, params)).lastId);
    },
    async update(operatorId, { name, retired }) {
      const columns = { name, retired: retired === undefined ? undefined : Number(retired) };
      const statement = update('operators', columns, { sql: 'operator_id = ?', params: [keyOf(operatorId)] });
      if (statement) await writer.run(statement.sql, statement.params);
    },
  };
}

function toOperator(row: Row): OperatorRecord {
  return {
    operatorId: idOf(integer(row, 'operator_id')),
    name: text(row, 'name'),
    retired: flag(row, 'retired'),
    createdAt: integer(row, 'created_ms'),
  };
}
