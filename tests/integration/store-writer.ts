import { openStore } from '../../electron/service/store/open-store.ts';
import { frame, noon, station } from '../unit/store/records.ts';

/**
 * Run as a process of its own by the tests that kill it: writes without end, and prints a line for each unit that the store says is kept:
 * its transaction id, which is also the text of the frame in it.
 */
const [dataFolder = '', flows = '1'] = process.argv.slice(2);
const store = await openStore({
  dataFolder,
  clock: { now: () => noon },
  onEffectFailure: (error) => {
    throw error;
  },
});
await store.write(async (unit) => {
  if ((await unit.stations.find('CP1')) === null) await unit.stations.insert(station('CP1'));
});
process.stdout.write(`open ${store.opening.uncleanStop ? 'unclean' : 'clean'}\n`);

async function writeForEver(): Promise<never> {
  for (;;) {
    const id = await store.write(async (unit) => {
      const given = String(await unit.nextTransactionId());
      await unit.settings.set('newest', given);
      await unit.frames.append([
        frame(given, { messageId: given }),
        frame(given, { direction: 'out', kind: 'result' }),
      ]);
      return given;
    });
    process.stdout.write(`kept ${id}\n`);
  }
}

await Promise.all(Array.from({ length: Number(flows) }, writeForEver));
