import { expect, it } from 'vitest';
import { eventually } from '../../harness/eventually.ts';
import { useStand } from '../../harness/stand.ts';
import { energies, expectAnswered, replay } from './replayed.ts';
import { quirkRows } from './rows.ts';
import { expectShown } from './signs.ts';
import { playableQuirks } from '../../../ocpp/simulator/quirks/play-quirk.ts';

const stand = useStand();

const titles = new Map(playableQuirks.map(({ number, title }) => [number, title]));
const rows = quirkRows
  .filter((row) => row.kind === 'replayed')
  .map((row) => [row.quirk, titles.get(row.quirk) ?? '', row] as const);

it.each(rows)('quirk %i: a station that %s is answered, loses no energy and is marked', async (quirk, _, row) => {
  const played = await replay(stand, quirk);
  await expectAnswered(stand, played);
  expect(await energies(stand, played.stationId)).toEqual(row.energyWh);
  for (const sign of row.signs) await eventually(() => expectShown(stand.client, played.stationId, sign));
});
