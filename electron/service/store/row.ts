import { Buffer } from 'node:buffer';
import type { Row, SqlValue } from './driver.ts';

function unexpected(column: string, value: unknown): Error {
  return new Error(`Column ${column} holds ${value === null ? 'null' : typeof value}, which it never should`);
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected(column, value);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** A text that was cast to bytes. */
export function utf8(row: Row, column: string): string {
  const value = row[column];
  if (!Buffer.isBuffer(value)) throw unexpected(column, value);
  return value.toString();
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (!Number.isSafeInteger(value) || typeof value !== 'number') throw unexpected(column, value);
  return value;
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

/** A column as it is, whatever it holds. */
export function anyValue(row: Row, column: string): SqlValue {
  const value = row[column];
  if (value !== null && typeof value !== 'string' && typeof value !== 'number') throw unexpected(column, value);
  return value;
}

/** A column of 0 and 1. */
export function flag(row: Row, column: string): boolean {
  return integer(row, column) === 1;
}

/** A word of a closed union, whose words are the keys of `words`. */
export function word<Word extends string>(row: Row, column: string, words: Readonly<Record<Word, unknown>>): Word {
  const value = text(row, column);
  if (!isWord(value, words)) throw new Error(`Column ${column} holds the unknown word "${value}"`);
  return value;
}

export function wordOrNull<Word extends string>(
  row: Row,
  column: string,
  words: Readonly<Record<Word, unknown>>,
): Word | null {
  return row[column] === null ? null : word(row, column, words);
}

export function isWord<Word extends string>(value: string, words: Readonly<Record<Word, unknown>>): value is Word {
  return Object.hasOwn(words, value);
}

/** The first row read by `decode`; null when there is none. */
export function first<T>(rows: readonly Row[], decode: (row: Row) => T): T | null {
  const [row] = rows;
  return row === undefined ? null : decode(row);
}

/** The first row, which is always there, as for a COUNT. */
export function only<T>(rows: readonly Row[], decode: (row: Row) => T): T {
  const [row] = rows;
  if (row === undefined) throw new Error('A row is missing that always is there');
  return decode(row);
}

/** Ids cross our borders as text. The key of a well-formed one; null for any other text, which is no row's id. */
export function keyOf(id: string): number | null {
  const key = Number(id);
  return /^[1-9][0-9]{0,15}$/.test(id) && Number.isSafeInteger(key) ? key : null;
}

export function idOf(key: number): string {
  return String(key);
}

/** Appended rows go to the database together with those of others: what it would refuse has to be refused before. */
export function whole(value: number | null): number | null {
  if (value !== null && !Number.isSafeInteger(value)) throw new Error(`A row holds ${value}, which is no integer`);
  return value;
}

/** A key that points at another row, or at none. */
export function idOrNull(row: Row, column: string): string | null {
  const key = integerOrNull(row, column);
  return key === null ? null : idOf(key);
}

/** The key of an id that may be missing; text that is no row's id throws, lest it be taken for none. */
export function keyOrNull(id: string | null): number | null {
  if (id === null) return null;
  const key = keyOf(id);
  if (key === null) throw new Error(`No row has the id ${id}`);
  return key;
}
