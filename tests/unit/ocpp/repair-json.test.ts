import { describe, expect, it } from 'vitest';
import { repairJson } from '../../../ocpp/rpc/repair-json.ts';

describe('mending JSON', () => {
  it.each([
    ['a value left out before a comma', '{"a":,"b":1}', { a: null, b: 1 }],
    ['a value left out at the end', '{"a": }', { a: null }],
    ['a comma too many in an object', '{"a":1,}', { a: 1 }],
    ['a comma too many in an array', '[1, 2, \n]', [1, 2]],
    ['a raw line break in a text', '{"a":"x\ny"}', { a: 'x\ny' }],
    ['a zero byte at the end', '{"a":1}\u0000', { a: 1 }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
    ['nan', '{"a":nan,"b":-NaN}', { a: null, b: null }],
    ['inf', '[inf, -Infinity]', [null, null]],
  ])('mends %s', (_what, text, value) => {
    expect(JSON.parse(repairJson(text))).toEqual(value);
  });

  it('leaves texts alone that only look broken', () => {
    const text = '{"a":"x:,}","b":"\\",}","c":"nan","d":"inf,]"}';
    expect(repairJson(text)).toBe(text);
  });

  it('leaves what it does not know as broken as it was', () => {
    expect(() => {
      JSON.parse(repairJson("{'a':1}"));
    }).toThrow(SyntaxError);
  });

  // Quadratic time would take minutes for each.
  it.each([',', ':', ', ', '"\\', 'n', '-', '\u0000', '[', ' '])(
    'gets through two megabytes of junk like %j',
    (piece) => {
      const junk = `[${piece.repeat(2_000_000 / piece.length)}`;
      expect(repairJson(junk).startsWith('[')).toBe(true);
    },
  );
});
