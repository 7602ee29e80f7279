import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { consoleFile } from '../../../electron/main/console-files.ts';

const folder = join(sep, 'program', 'out', 'renderer');

test('an address of the console leads to its file', () => {
  expect(consoleFile('app://stansiya/assets/index-1.js', folder)).toEqual({
    path: join(folder, 'assets', 'index-1.js'),
    mediaType: 'text/javascript; charset=utf-8',
  });
});

test.each([
  ['another host', 'app://elsewhere/index.html'],
  ['another scheme', 'file:///etc/passwd.html'],
  ['an encoded parent folder', 'app://stansiya/..%2F..%2Fpackage.json'],
  ['a folder whose name begins alike', 'app://stansiya/..%2Frenderer-secret%2Findex.html'],
  ['a broken escape', 'app://stansiya/%E0%A4%A.html'],
  ['a zero byte', 'app://stansiya/index%00.html'],
  ['a kind of file the console has not', 'app://stansiya/index.exe'],
  ['the folder itself', 'app://stansiya/'],
])('%s leads nowhere', (_, url) => {
  expect(consoleFile(url, folder)).toBeNull();
});

test('a plain parent folder is the folder itself', () => {
  expect(consoleFile('app://stansiya/../%2e%2e/main.js', folder)?.path).toBe(join(folder, 'main.js'));
});
