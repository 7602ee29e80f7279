import { afterEach, expect, it } from 'vitest';
import { demoCards, demoStations } from '../../../ocpp/simulator/demo-site.ts';
import { startDemoStations, type DemoFleet } from '../../../ocpp/simulator/demo.ts';
import type { WallClock } from '../../../ocpp/simulator/time.ts';

const nowhere = 'ws://127.0.0.1:9/ocpp';
let fleet: DemoFleet | null = null;

afterEach(() => {
  fleet?.stop();
  fleet = null;
});

/** A wall clock that stands still. */
const stoppedWall = (now: number): WallClock => ({ now: () => now, setTimeout: () => () => undefined });

const everyConnector = (demo: DemoFleet) =>
  demo.stations.flatMap((station, index) =>
    Array.from({ length: demoStations[index]?.connectors ?? 0 }, (_, id) => station.connector(id + 1)),
  );

it.each([
  ['at noon', Date.UTC(2026, 6, 6, 8)],
  ['in the night', Date.UTC(2026, 0, 6, 23)],
])('the demonstration shows something of everything when it is opened %s', async (_, now) => {
  fleet = await startDemoStations({ url: nowhere, wall: stoppedWall(now) });
  const statuses = everyConnector(fleet).map(({ status }) => status);
  expect(statuses).toEqual(expect.arrayContaining(['Available', 'Charging', 'SuspendedEV', 'Faulted']));
});

it('the day before is ready to be delivered', async () => {
  fleet = await startDemoStations({ url: nowhere, wall: stoppedWall(Date.UTC(2026, 6, 6, 8)) });
  for (const station of fleet.stations) expect(station.waitingMessages).toBeGreaterThan(20);
});

it('no meter goes back from one demonstration to the next', async () => {
  const registersAt = async (now: number, historyHours: number): Promise<readonly number[]> => {
    const demo = await startDemoStations({ url: nowhere, wall: stoppedWall(now), historyHours });
    demo.stop();
    return everyConnector(demo).map(({ registerWh }) => registerWh);
  };
  const now = Date.UTC(2026, 6, 6, 8);
  const ended = await registersAt(now, 20);
  const begun = await registersAt(now + 60_000, 0);
  for (const [index, registerWh] of begun.entries()) expect(registerWh).toBeGreaterThan(ended[index] ?? Infinity);
});

it('no card charges in two places at once', async () => {
  fleet = await startDemoStations({ url: nowhere, wall: stoppedWall(Date.UTC(2026, 6, 6, 8)) });
  const cards = everyConnector(fleet).flatMap(({ transaction }) => transaction?.idTag ?? []);
  expect(cards.length).toBeGreaterThan(1);
  expect(new Set(cards).size).toBe(cards.length);
});

it('its cards and stations fit what OCPP 1.6 allows', () => {
  for (const { idToken, label } of demoCards) {
    expect(idToken).toMatch(/^[0-9A-F]{8,20}$/);
    expect(label).not.toBe('');
  }
  expect(new Set(demoCards.map(({ idToken }) => idToken)).size).toBe(demoCards.length);
  expect(new Set(demoStations.map(({ stationId }) => stationId)).size).toBe(demoStations.length);
});
