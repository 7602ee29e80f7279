import { behaving, scripted, type Quirk } from './quirk.ts';
import { frameWithReservedBit, incompleteUpgradeHeaders, knock, upgradeHeaders } from './raw-socket.ts';
import { call, recite } from './script.ts';
import type { Stage } from './stage.ts';
import { boot, energy, meter, start, status, stop } from './usual-frames.ts';

const quirk = (number: number, title: string, play: (stage: Stage) => Promise<void>): Quirk => ({
  number,
  title,
  play,
});

const redialMs = 6 * 60_000;
const bootsInALoop = 4;
const stationsAtOnce = 6;

function neighbours(stationId: string): readonly string[] {
  return Array.from({ length: stationsAtOnce - 1 }, (_, index) => `${stationId}-${String(index + 2)}`);
}

/** Rows 1 to 14: connecting. */
export const connectingQuirks: readonly Quirk[] = [
  quirk(1, 'names no WebSocket subprotocol', async (stage) => {
    await recite(stage, await stage.bootedStation({ subprotocols: [] }), [start(), stop()]);
  }),
  quirk(2, 'forgets to ask for the upgrade of its connection', async (stage) => {
    const headers = ['Upgrade: websocket', ...incompleteUpgradeHeaders()];
    const { socket } = await knock(stage.url, encodeURIComponent(stage.stationId), headers);
    socket.destroy();
  }),
  quirk(3, 'dresses its identity up with slashes, escapes and another case', async (stage) => {
    const path = `/charger//%20${encodeURIComponent(stage.stationId.toLowerCase())}%20/`;
    await recite(stage, await stage.line({ path }), [boot, status('Available'), start(), stop()]);
  }),
  quirk(4, 'sets reserved bits of its frames', async (stage) => {
    const { socket } = await knock(stage.url, encodeURIComponent(stage.stationId), upgradeHeaders());
    socket.write(frameWithReservedBit(call('Heartbeat', {}).replace('$id', 'rsv1')));
    await stage.pause(breathMs);
    socket.destroy();
    await stage.bootedStation();
  }),
  quirk(5, 'is gone without a goodbye, in the middle of a charge', async (stage) => {
    const line = await stage.line({ deaf: true });
    await recite(stage, line, [boot, status('Charging'), start(), meter([energy('13700')])]);
  }),
  quirk(6, 'dials again while its old connection is still open', async (stage) => {
    const old = await stage.line();
    await recite(stage, old, [boot, start()]);
    const young = await stage.line();
    await recite(stage, young, [status('Charging')]);
    old.hangUp();
    await recite(stage, young, [meter([energy('13700')], { transactionId: undefined }), status('Charging')]);
  }),
  quirk(7, 'comes back without reporting in', async (stage) => {
    const station = await stage.bootedStation();
    station.goOffline();
    await station.goOnline();
    await recite(stage, station, [call('Heartbeat', {}), start(), stop()]);
  }),
  quirk(8, 'boots again and again, and restarts whenever it is asked for its settings', async (stage) => {
    for (let count = 1; count < bootsInALoop; count += 1) {
      const line = await stage.line();
      await recite(stage, line, [boot]);
      line.hangUp();
    }
    await stage.bootedStation({ behaviour: { restartsOn: ['GetConfiguration'] } });
  }),
  behaving(9, 'restarts when it is asked to report in', { restartsOn: ['TriggerMessage'] }),
  quirk(10, 'takes minutes to dial again', async (stage) => {
    const station = await stage.bootedStation();
    station.goOffline();
    station.time.after(redialMs, () => {
      station.powerOn();
    });
  }),
  quirk(12, 'does not trust the certificate of the central system', async (stage) => {
    const station = stage.station({ url: stage.secureUrl, securityProfile: 2 });
    // That it gets no connection is what is played.
    await station.boot().catch(() => null);
    station.goOffline();
  }),
  scripted(13, 'sends empty frames', ['', '', '', call('Heartbeat', {})]),
  {
    neighbours,
    ...quirk(14, 'boots in the same second as all its neighbours', async (stage) => {
      const names = [stage.stationId, ...neighbours(stage.stationId)];
      await Promise.all(names.map((stationId) => stage.bootedStation({ stationId })));
    }),
  },
];

/** So that what was sent is read before the connection goes. */
const breathMs = 200;
