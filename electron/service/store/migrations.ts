import type { Connection } from './connection.ts';
import { firstTables } from './migrations/10-first-tables.ts';
import { filesListsReservations } from './migrations/20-files-lists-reservations.ts';
import { chargers } from './migrations/30-chargers.ts';
import { security } from './migrations/40-security.ts';
import { money } from './migrations/50-money.ts';
import type { Migration } from './migrations/migration.ts';
import { integer, only } from './row.ts';

/** In order; `PRAGMA user_version` holds the number of the last one applied. */
export const migrations: readonly Migration[] = [firstTables, filesListsReservations, chargers, security, money];

/** "STAN": how our databases are told from others' (sqlite.org/pragma.html#pragma_application_id). */
export const applicationId = 0x5354414e;

export function latestVersion(steps: readonly Migration[]): number {
  return steps.at(-1)?.version ?? 0;
}

/** Applies every step the database lacks, each in a transaction of its own. */
export async function migrate(connection: Connection, from: number, steps: readonly Migration[]): Promise<void> {
  // A step may rebuild a table others point at; foreign keys cannot be switched inside a transaction (sqlite.org/lang_altertable.html#otheralter).
  await connection.exec('PRAGMA foreign_keys = OFF');
  try {
    for (const step of steps.filter(({ version }) => version > from)) await apply(connection, step);
  } finally {
    await connection.exec('PRAGMA foreign_keys = ON');
  }
}

async function apply(connection: Connection, { version, sql }: Migration): Promise<void> {
  await connection.exec('BEGIN IMMEDIATE');
  try {
    await connection.exec(sql);
    await refuseDanglingKeys(connection, version);
    await connection.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}; COMMIT`);
  } catch (error) {
    // A full disk has ended the transaction already; the reason counts, not the failing ROLLBACK.
    await connection.exec('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function refuseDanglingKeys(connection: Connection, version: number): Promise<void> {
  const dangling = only(await connection.all('SELECT count(*) AS n FROM pragma_foreign_key_check'), (row) =>
    integer(row, 'n'),
  );
  if (dangling > 0) throw new Error(`Migration ${version} leaves ${dangling} rows that point at nothing`);
}
