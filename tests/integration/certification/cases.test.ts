import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { certificationCases } from './cases.ts';

type Group = keyof typeof certificationCases;

const folder = new URL('.', import.meta.url);
const groups = Object.keys(certificationCases) as Group[];

async function testsOf(group: Group): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(group) && name.endsWith('.test.ts'));
  return (await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))).join('\n');
}

it('there are 77 certification cases', () => {
  const ids = Object.values(certificationCases).flat();
  expect(ids).toHaveLength(77);
  expect(new Set(ids).size).toBe(77);
});

it.each(groups)('every case of the group %s is a test named by its id, once, and there is no other', async (group) => {
  const ids = [...(await testsOf(group)).matchAll(/'(TC_\w+_CSMS) /g)].map(([, id]) => id);
  expect(ids.sort()).toEqual([...certificationCases[group]].sort());
});

it.each(groups)('no case of the group %s is skipped or left for later', async (group) => {
  expect(await testsOf(group)).not.toMatch(/\.(skip|skipIf|runIf|todo|only|fails)\b/);
});
