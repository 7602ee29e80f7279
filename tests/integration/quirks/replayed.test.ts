import { expect, it } from 'vitest';
import { eventually, useBench } from '../../harness/bench.ts';
import { energies, expectAnswered, replay } from './replayed.ts';
import { quirkRows } from './rows.ts';
import { expectShown } from './signs.ts';
import { playableQuirks } from '../../../ocpp/simulator/quirks/play-quirk.ts';

const bench = useBench();

const titles = new Map(playableQuirks.map(({ number, title }) => [number, title]));
const rows = quirkRows
  .filter((row) => row.kind === 'replayed')
  .map((row) => [row.quirk, titles.get(row.quirk) ?? '', row] as const);

it.each(rows)('quirk %i: a station that %s is answered, loses no energy and is marked', async (quirk, _, row) => {
  const played = await replay(bench, quirk);
  await expectAnswered(bench, played);
  expect(await energies(bench, played.stationId)).toEqual(row.energyWh);
  for (const sign of row.signs) await eventually(() => expectShown(bench.client, played.stationId, sign));
});
