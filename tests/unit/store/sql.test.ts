import { describe, expect, test } from 'vitest';
import { allOf, containing, folded, insertInto, update, when } from '../../../electron/service/store/sql.ts';

test('an insert names the columns that have a value, null among them', () => {
  expect(insertInto('t', { a: 1, b: null, c: undefined, d: 'x' })).toEqual({
    sql: 'INSERT INTO t (a, b, d) VALUES (?, ?, ?)',
    params: [1, null, 'x'],
  });
});

test('an update without a value is none', () => {
  const where = { sql: 'id = ?', params: [7] };
  expect(update('t', { a: undefined }, where)).toBeNull();
  expect(update('t', { a: null, b: 2 }, where)).toEqual({
    sql: 'UPDATE t SET a = ?, b = ? WHERE id = ?',
    params: [null, 2, 7],
  });
});

test('conditions are joined in brackets, and none at all matches everything', () => {
  expect(allOf([null, when(undefined, 'a = ?')])).toEqual({ sql: 'TRUE', params: [] });
  expect(allOf([when(1, 'a = ? OR b IS NULL'), null, when(0, 'c = ?')])).toEqual({
    sql: '(a = ? OR b IS NULL) AND (c = ?)',
    params: [1, 0],
  });
});

test('the wildcards of LIKE are escaped, the escape itself included', () => {
  expect(containing(String.raw`50%_\x`)).toBe(String.raw`%50\%\_\\x%`);
});

describe('folding', () => {
  test.each([
    ['İSTANBUL', 'istanbul'],
    ['ısı', 'ISI'],
    ['Ələkbər', 'elekber'],
    ['ŞUŞA', 'şuşa'],
    ['Ёлка', 'елка'],
    ['Čeština', 'CESTINA'],
  ])('"%s" and "%s" are the same', (left, right) => {
    expect(folded(left)).toBe(folded(right));
  });

  test('different letters stay different', () => {
    expect(folded('qara')).not.toBe(folded('ağara'));
    expect(folded('5%')).toBe('5%');
  });
});
