import type { SqlValue } from './driver.ts';

export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** Values by column; columns whose value is undefined are left alone. Column names come from our source only. */
export type ColumnValues = Readonly<Record<string, SqlValue | undefined>>;

function given(values: ColumnValues): readonly (readonly [string, SqlValue])[] {
  return Object.entries(values).flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const]));
}

export function insertInto(table: string, values: ColumnValues): Statement {
  const columns = given(values);
  const names = columns.map(([column]) => column).join(', ');
  const marks = columns.map(() => '?').join(', ');
  return { sql: `INSERT INTO ${table} (${names}) VALUES (${marks})`, params: columns.map(([, value]) => value) };
}

/** Null when no value is given: there is nothing to update then. */
export function update(table: string, values: ColumnValues, where: Statement): Statement | null {
  const columns = given(values);
  if (columns.length === 0) return null;
  const assignments = columns.map(([column]) => `${column} = ?`).join(', ');
  return {
    sql: `UPDATE ${table} SET ${assignments} WHERE ${where.sql}`,
    params: [...columns.map(([, value]) => value), ...where.params],
  };
}

/** Joins the conditions that apply; matches everything when none does. */
export function allOf(conditions: readonly (Statement | null)[]): Statement {
  const applied = conditions.filter((condition) => condition !== null);
  return {
    sql: applied.length === 0 ? 'TRUE' : applied.map((condition) => `(${condition.sql})`).join(' AND '),
    params: applied.flatMap((condition) => condition.params),
  };
}

/** The condition when there is a value to compare with, else none. */
export function when(value: SqlValue | undefined, sql: string): Statement | null {
  return value === undefined ? null : { sql, params: [value] };
}

/** Rows of one station, which tables name by its key only. */
export const stationIs = 'station_key = (SELECT s.station_key FROM stations s WHERE s.station_id = ?)';

/** Pattern for `LIKE ? ESCAPE '\'` that finds `text` anywhere, its wildcards taken literally. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/**
 * Text as it is compared in searches: neither case nor accents matter, in Azerbaijani, Turkish, Russian and English. SQLite alone folds only
 * ASCII.
 */
export function folded(text: string): string {
  return text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ə', 'e')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');
}
