import { startDemoStations } from '../../ocpp/simulator/demo.ts';
import { demoCards, demoStations } from '../../ocpp/simulator/demo-site.ts';
import {
  playableQuirks,
  playQuirk,
  type QuirkPerformance,
  quirkStationIds,
} from '../../ocpp/simulator/quirks/play-quirk.ts';
import type { Clock } from '../../ocpp/model/time.ts';
import type { DemoQuirks } from './api/commissioning.ts';
import { seedDemoBooks } from './demo-books.ts';
import { historyDays, payDemoHistory, seedDemoHistory } from './demo-history.ts';
import { newStation } from './domain/admission.ts';
import { newIdToken } from './domain/id-tokens.ts';
import type { Log } from './domain/log.ts';
import type { Store } from './store/store.ts';

const hourMs = 3_600_000;
const longestHistoryHours = 20;

/** Writes down the stations, cards and customers of the demonstration and what went before, where they are not there yet. */
export async function seedDemo(store: Store, clock: Clock): Promise<void> {
  await store.write(async (unit) => {
    for (const { stationId, name } of demoStations) {
      if ((await unit.stations.find(stationId)) !== null) continue;
      await unit.stations.insert({ ...newStation(stationId, clock.now()), name, admission: 'accepted' });
    }
    for (const { idToken, label } of demoCards) {
      if ((await unit.idTokens.find(idToken)) !== null) continue;
      await unit.idTokens.insert(newIdToken({ idToken, label }, clock.now()));
    }
    const livesFrom = clock.now() - longestHistoryHours * hourMs;
    await seedDemoBooks(unit, clock.now(), livesFrom - historyDays * 24 * hourMs);
    await seedDemoHistory(unit, livesFrom);
  });
}

/** Lets simulated drivers come and go at simulated stations, over real connections. Their past reaches back to where the last demo ended. */
export function startDemo(store: Store, clock: Clock, ocppUrl: string, log: Log): { stop(): void } {
  let stopFleet: (() => void) | null = null;
  let isStopped = false;
  const start = async (): Promise<void> => {
    const now = clock.now();
    await payDemoHistory(store, now - (historyDays + 1) * 24 * hourMs, now - longestHistoryHours * hourMs);
    const fleet = await startDemoStations({ url: ocppUrl, historyHours: await hoursToTell(store, clock) });
    stopFleet = () => {
      fleet.stop();
    };
    if (isStopped) fleet.stop();
  };
  start().catch((fault: unknown) => {
    log.error('the demo stations could not be started', { fault });
  });
  return {
    stop() {
      isStopped = true;
      stopFleet?.();
    },
  };
}

/** As many stations as that play at the same time; the one that began first leaves. */
const mostPlaying = 8;

export interface DemoQuirkPlayers extends DemoQuirks {
  stop(): void;
}

/** Stations that play quirks on request. They are admitted like any other, so that what they do is taken. */
export function demoQuirkPlayers(store: Store, ocppUrl: () => string, log: Log): DemoQuirkPlayers {
  const playing = new Map<number, QuirkPerformance>();
  const leave = (quirk: number): void => {
    playing.get(quirk)?.stop();
    playing.delete(quirk);
  };
  return {
    numbers: playableQuirks.map(({ number }) => number),
    async play(quirk, admit) {
      for (const stationId of quirkStationIds(quirk)) {
        const known = await store.read.stations.find(stationId);
        if (known === null || known.admission === 'pending') await admit(stationId);
      }
      leave(quirk);
      const [first] = playing.keys();
      if (playing.size >= mostPlaying && first !== undefined) leave(first);
      const performance = playQuirk(quirk, { url: ocppUrl() });
      playing.set(quirk, performance);
      performance.played.catch((fault: unknown) => {
        log.warn('a quirk could not be played', { quirk, fault });
      });
      return performance.stationId;
    },
    stop() {
      for (const quirk of [...playing.keys()]) leave(quirk);
    },
  };
}

async function hoursToTell(store: Store, clock: Clock): Promise<number> {
  const { rows } = await store.read.sessions.list({ limit: 1, offset: 0 });
  const [newest] = rows;
  if (newest === undefined) return longestHistoryHours;
  return Math.min(longestHistoryHours, Math.max(0, (clock.now() - (newest.stoppedAt ?? newest.startedAt)) / hourMs));
}
