import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readShellOptions } from '../../../electron/main/options.ts';

test('without flags the books lie in their usual place and the window shows', () => {
  expect(readShellOptions([])).toEqual({
    dataFolder: null,
    hidden: false,
    demo: false,
    language: null,
    serviceFlags: [],
  });
});

test('flags of the service are passed on as they are, right or wrong', () => {
  const { serviceFlags } = readShellOptions(['--ocpp-port', 'abc', '--accept-unknown', '--lang=en']);
  expect(serviceFlags).toEqual(['--ocpp-port', 'abc', '--lang', 'en', '--accept-unknown']);
});

test('the shell speaks the language of its flag, and leaves a wrong one to the service', () => {
  expect(readShellOptions(['--lang', 'tr']).language).toBe('tr');
  expect(readShellOptions(['--lang', 'xx'])).toMatchObject({ language: null, serviceFlags: ['--lang', 'xx'] });
});

test("Chromium's switches and the program's folder stand among the flags without harm", () => {
  const args = ['--no-sandbox', '--remote-debugging-port=0', '/program', '--data', 'books', '--hidden', '--demo'];
  expect(readShellOptions(args)).toEqual({
    dataFolder: resolve('books'),
    hidden: true,
    demo: true,
    language: null,
    serviceFlags: [],
  });
});
