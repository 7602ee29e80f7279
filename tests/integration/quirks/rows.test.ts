import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { playableQuirks } from '../../../ocpp/simulator/quirks/play-quirk.ts';
import { languages, textFor } from '../../harness/texts-for-people.ts';
import { quirkRows, type QuirkRow } from './rows.ts';
import { textKeyOf, type Sign } from './signs.ts';

const signsOf = (row: QuirkRow): readonly Sign[] =>
  row.kind === 'replayed' ? [...row.signs, ...(row.later?.signs ?? [])] : row.signs;

it('every row of the catalogue of field quirks stands in the list once, and at least 60 are played', () => {
  expect(quirkRows.map(({ quirk }) => quirk)).toEqual(Array.from({ length: 77 }, (_, index) => index + 1));
  const played = quirkRows.filter(({ kind }) => kind !== 'ours');
  expect(played.length).toBeGreaterThanOrEqual(60);
  const playable = new Set(playableQuirks.map(({ number }) => number));
  expect(played.filter(({ quirk }) => !playable.has(quirk))).toEqual([]);
});

it('every row that is played has a sign that a person can read, in four languages', () => {
  for (const row of quirkRows) {
    const signs = signsOf(row);
    if (row.kind !== 'ours') expect(signs, `quirk ${String(row.quirk)}`).not.toHaveLength(0);
    for (const sign of signs) {
      for (const language of languages) {
        expect(textFor(language, textKeyOf(sign)), `${language}: ${textKeyOf(sign)}`).toMatch(/\p{L}{3}/u);
      }
    }
  }
});

it.each([
  ['commanded', 'commanded.test.ts'],
  ['ours', 'our-side.test.ts'],
] as const)('every row that is %s is named by a test', async (kind, file) => {
  const text = await readFile(new URL(file, import.meta.url), 'utf8');
  const named = new Set([...text.matchAll(/'quirks? ([\d, and]+):/g)].flatMap(([, list = '']) => list.match(/\d+/g)));
  const rows = quirkRows.filter((row) => row.kind === kind).map(({ quirk }) => String(quirk));
  expect(rows.filter((quirk) => !named.has(quirk))).toEqual([]);
});

it('a sign that takes minutes is looked at where time is moved by hand', async () => {
  for (const row of quirkRows) {
    if (row.kind !== 'replayed' || row.later === undefined) continue;
    const text = await readFile(new URL(`../../../${row.later.tried}`, import.meta.url), 'utf8');
    for (const { word } of row.later.signs) expect(text).toContain(`'${word}'`);
  }
});
