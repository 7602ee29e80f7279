import { describe, expect, test } from 'vitest';
import { readRange } from '../../../electron/service/files/byte-range.ts';
import { nameForPeople } from '../../../electron/service/files/file-name.ts';
import { boundaryOf, fileInForm } from '../../../electron/service/files/multipart.ts';

describe('a range', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['bytes=-', null],
    ['bytes=5-4', null],
    ['bytes=0-1,4-5', null],
    ['lines=0-1', null],
    ['bytes=a-b', null],
    ['bytes=0-', { start: 0, end: 99 }],
    ['BYTES = 5 - 9', { start: 5, end: 9 }],
    ['bytes=-200', { start: 0, end: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
  ])('%j of 100 bytes is %j', (header, range) => {
    expect(readRange(header, 100)).toEqual(range);
  });

  test('of an empty file is unsatisfiable', () => {
    expect(readRange('bytes=0-', 0)).toBe('unsatisfiable');
  });
});

describe('a name', () => {
  test.each([
    ['log.zip', 'log.zip'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\logs\\box.zip', 'box.zip'],
    ['a\u0000b\u202Egnp.exe', 'abgnp.exe'],
    ['Журнал ə.txt', 'Журнал ə.txt'],
    ['   ', null],
    ['logs/', null],
  ])('%j is shown as %j', (name, shown) => {
    expect(nameForPeople(name)).toBe(shown);
  });

  test('is cut where it is endless', () => {
    expect(nameForPeople('x'.repeat(5000))).toHaveLength(200);
  });
});

describe('a form', () => {
  const text = [
    'preamble',
    '--b',
    'Content-Disposition: form-data; name="a"',
    '',
    'not a file',
    '--b',
    'Content-Disposition: form-data; name="f"; filename="log \\"1\\".txt"',
    '',
    'line one\r\n--not the boundary\r\n\r\n-',
    '--b--',
    'epilogue',
  ].join('\r\n');

  async function read(
    pieces: readonly string[],
    boundary = 'b',
  ): Promise<{ readonly name: string | null; readonly content: string }> {
    let name: string | null = null;
    let content = '';
    async function* body(): AsyncGenerator<Buffer> {
      for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece, 'latin1'));
    }
    for await (const bytes of fileInForm(body(), boundary, (fileName) => (name = fileName))) {
      content += bytes.toString('latin1');
    }
    return { name, content };
  }

  test('gives the same file however it is cut into pieces', async () => {
    const expected = { name: 'log \\"1\\".txt', content: 'line one\r\n--not the boundary\r\n\r\n-' };
    expect(await read([text])).toEqual(expected);
    expect(await read(Array.from(text))).toEqual(expected);
    for (let cut = 1; cut < text.length; cut += 1) {
      expect(await read([text.slice(0, cut), text.slice(cut)])).toEqual(expected);
    }
  });

  test.each([
    ['ends before its end', text.slice(0, text.indexOf('--b--'))],
    ['holds no file', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--'],
    ['has a header without end', `--b\r\n${'x'.repeat(20_000)}`],
    ['is none', 'nothing of the kind'],
  ])('that %s is refused', async (_, broken) => {
    await expect(read([broken])).rejects.toThrow();
  });

  test.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['Multipart/Form-Data; charset=utf-8; Boundary="a b"', 'a b'],
    ['multipart/mixed; boundary=abc', null],
    ['application/octet-stream', null],
    [undefined, null],
  ])('is told by its type: %j has the boundary %j', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });
});
