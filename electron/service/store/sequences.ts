import type { Writer } from './connection.ts';
import { integer, only } from './row.ts';

const transactionIds = 'transaction';
/** OCPP 1.6 numbers are signed 32-bit. */
const largestNumber = 2_147_483_647;

/** Remembers outside of the database how far ids may have been given. */
export interface IdCeiling {
  /** Resolves when the ceiling, on disk, is not below `id`. */
  reach(id: number): Promise<void>;
}

export async function nextTransactionId(writer: Writer, ceiling: IdCeiling): Promise<number> {
  const id = await nextNumber(writer, transactionIds);
  await ceiling.reach(id);
  return id;
}

export async function nextNumber(writer: Writer, sequence: string): Promise<number> {
  await writer.run(
    'INSERT INTO sequences (name, last) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1',
    [sequence],
  );
  const rows = await writer.all('SELECT last FROM sequences WHERE name = ?', [sequence]);
  const number = only(rows, (row) => integer(row, 'last'));
  if (number > largestNumber) throw new Error(`The numbers of OCPP 1.6 are used up: ${sequence}`);
  return number;
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
