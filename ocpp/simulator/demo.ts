import type { EpochMs } from '../model/time.ts';
import { createCardPool } from './card-pool.ts';
import { demoCards, demoStations, strangersCard, faulty, type DemoStation } from './demo-site.ts';
import { letDriversCome, parkers, travellers, type HourOfDay } from './drivers.ts';
import { recurring } from './incidents.ts';
import { createRandom, type Random } from './random.ts';
import { createSimulatedStation, type SimulatedStation } from './simulated-station.ts';
import { stationProfile, type Make } from './station-profile.ts';
import { SimulationClock, systemWallClock, type Cancel, type WallClock } from './time.ts';

export interface DemoOptions {
  /** Of the central system, without an identity. */
  readonly url: string;
  /** How far back the stations' day begins; what happened since is delivered as after a time without a connection. 20 hours by default. */
  readonly historyHours?: number | undefined;
  /** The same seed and the same moment make the same day. */
  readonly seed?: number | undefined;
  readonly wall?: WallClock | undefined;
}

export interface DemoFleet {
  readonly stations: readonly SimulatedStation[];
  stop(): void;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const historySampleSeconds = 300;
const liveSampleSeconds = 10;
const busyHour = 18.5;
const registersReadAt = Date.UTC(2026, 0, 1);

/**
 * A site of four stations whose drivers come and go. Resolves when the past is played through and the stations have begun to connect; they
 * keep trying until the central system lets them in.
 */
export async function startDemoStations(options: DemoOptions): Promise<DemoFleet> {
  const wall = options.wall ?? systemWallClock;
  const historyMs = (options.historyHours ?? 20) * hourMs;
  const clock = new SimulationClock(wall.now() - historyMs, wall);
  const random = createRandom(options.seed ?? 6);
  const stations = demoStations.map((station) => createDemoStation(station, options.url, clock));
  const endings = [
    ...sendDrivers(stations, random, lookedAt(wall.now())),
    ...haveIncidents(stations, clock, historyMs),
  ];
  await clock.advanceTo(wall.now());
  clock.follow(1);
  for (const station of stations) goLive(station);
  return {
    stations,
    stop: () => {
      for (const end of endings) end();
      for (const station of stations) station.disconnect();
      clock.stop();
    },
  };
}

/** What every meter of a station shows when its part in a demonstration begins then. */
export function registerAt(demo: DemoStation, at: EpochMs): number {
  return demo.registerWh + growthWh(demo.make, at);
}

function createDemoStation(demo: DemoStation, url: string, time: SimulationClock): SimulatedStation {
  const { stationId, make, connectors } = demo;
  const registerWh = registerAt(demo, time.now());
  const station = createSimulatedStation({
    ...{ url, stationId, make, connectors, registerWh, time },
    meterSampleSeconds: historySampleSeconds,
  });
  station.configure('AllowOfflineTxForUnknownId', 'true');
  return station;
}

/** Meters of a new demonstration begin above where those of an earlier one ended: more than full power all the time cannot have flowed. */
function growthWh(make: Make, now: EpochMs): number {
  const { maxPowerW } = stationProfile(make, '').outlet;
  return Math.round((Math.max(0, now - registersReadAt) / hourMs) * maxPowerW);
}

function goLive(station: SimulatedStation): void {
  station.configure('AllowOfflineTxForUnknownId', 'false');
  station.configure('MeterValueSampleInterval', String(liveSampleSeconds));
  station.powerOn();
}

/** Whenever somebody looks, it is a busy time of the day for the drivers. */
const lookedAt =
  (now: EpochMs): HourOfDay =>
  (at) =>
    ((((at - now) / hourMs + busyHour) % 24) + 24) % 24;

function sendDrivers(stations: readonly SimulatedStation[], random: Random, hourOfDay: HourOfDay): readonly Cancel[] {
  const cards = createCardPool([...demoCards.map(({ idToken }) => idToken), strangersCard], random);
  return stations.flatMap((station, index) => {
    const { connectors, make } = demoStations[index] ?? { connectors: 0, make: 'ac22' };
    const habits = make === 'ac22' ? parkers : travellers;
    return Array.from({ length: connectors }, (_, connector) =>
      letDriversCome(station, connector + 1, habits, cards, random, hourOfDay),
    );
  });
}

/** When something goes wrong, counted from when somebody looks. */
const faultPlan = { fromNowMs: -8 * minuteMs, everyMs: 6 * hourMs, lastsMs: 25 * minuteMs };
const outagePlan = { fromNowMs: 4 * minuteMs, everyMs: 5 * hourMs, lastsMs: 9 * minuteMs };

/** One connector has a fault now and then, one station no network. */
function haveIncidents(
  stations: readonly SimulatedStation[],
  clock: SimulationClock,
  historyMs: number,
): readonly Cancel[] {
  const station = stations.find(({ stationId }) => stationId === faulty.stationId);
  if (station === undefined) return [];
  const startsIn = ({ fromNowMs }: { readonly fromNowMs: number }) => ({
    firstInMs: Math.max(0, historyMs + fromNowMs),
  });
  const setFault = (errorCode: 'GroundFailure' | 'NoError') => void station.setFault(faulty.connectorId, errorCode);
  return [
    recurring(
      clock,
      { ...faultPlan, ...startsIn(faultPlan) },
      () => {
        setFault('GroundFailure');
      },
      () => {
        setFault('NoError');
      },
    ),
    recurring(
      clock,
      { ...outagePlan, ...startsIn(outagePlan) },
      () => {
        station.goOffline();
      },
      () => {
        station.powerOn();
      },
    ),
  ];
}
