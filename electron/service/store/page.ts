import type { Reader } from './connection.ts';
import type { Row } from './driver.ts';
import type { Page, PageQuery } from './page-records.ts';
import { integer, only } from './row.ts';
import type { Statement } from './sql.ts';

/** A list that is read by the page. */
export interface Listing {
  /** Rows are counted in it alone. */
  readonly table: string;
  /** SELECT and FROM; more than the table where rows need it. */
  readonly select: string;
  readonly where: Statement;
  readonly order: string;
}

export async function readPage<T>(
  reader: Reader,
  { table, select, where, order }: Listing,
  { limit, offset }: PageQuery,
  decode: (row: Row) => T,
): Promise<Page<T>> {
  const count = await reader.all(`SELECT count(*) AS total FROM ${table} WHERE ${where.sql}`, where.params);
  const rows = await reader.all(`${select} WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`, [
    ...where.params,
    limit,
    offset,
  ]);
  return { total: only(count, (row) => integer(row, 'total')), rows: rows.map((row) => decode(row)) };
}
