import type { Writer } from './connection.ts';
import { integer, only } from './row.ts';

const transactionIds = 'transaction';
/** OCPP 1.6 transaction ids are signed 32-bit. */
const largestTransactionId = 2_147_483_647;

/** Remembers outside of the database how far ids may have been given. */
export interface IdCeiling {
  /** Resolves when the ceiling, on disk, is not below `id`. */
  reach(id: number): Promise<void>;
}

export async function nextTransactionId(writer: Writer, ceiling: IdCeiling): Promise<number> {
  await writer.run(
    'INSERT INTO sequences (name, last) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1',
    [transactionIds],
  );
  const rows = await writer.all('SELECT last FROM sequences WHERE name = ?', [transactionIds]);
  const id = only(rows, (row) => integer(row, 'last'));
  if (id > largestTransactionId) throw new Error('The transaction ids of OCPP 1.6 are used up');
  await ceiling.reach(id);
  return id;
}

export async function lastTransactionId(writer: Writer): Promise<number> {
  const [row] = await writer.all('SELECT last FROM sequences WHERE name = ?', [transactionIds]);
  return row === undefined ? 0 : integer(row, 'last');
}

/** Ids up to `id` count as given. */
export async function skipTransactionIds(writer: Writer, id: number): Promise<void> {
  await writer.run(
    'INSERT INTO sequences (name, last) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last = max(last, ?2)',
    [transactionIds, id],
  );
}
