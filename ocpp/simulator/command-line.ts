import { createInterface } from 'node:readline';
import { readQuirk, readWish, usage, type Wish } from './command-line-wish.ts';
import { createCardPool } from './card-pool.ts';
import { commandHelp, runCommand } from './console-commands.ts';
import { hourInBaku, letDriversCome, parkers, travellers } from './drivers.ts';
import { playQuirk } from './quirks/play-quirk.ts';
import { createRandom } from './random.ts';
import { createSimulatedStation, type SimulatedStation } from './simulated-station.ts';
import { SimulationClock, systemWallClock } from './time.ts';

function createStations(wish: Wish, clock: SimulationClock): readonly SimulatedStation[] {
  return wish.stationIds.map((stationId) =>
    createSimulatedStation({
      ...{ url: wish.url, stationId, make: wish.make, connectors: wish.connectors, profiles: wish.profiles },
      ...{ password: wish.password, keySpelling: wish.keySpelling, tls: wish.tls },
      ...{ securityProfile: wish.securityProfile, secureUrl: wish.secureUrl },
      meterSampleSeconds: wish.sampleSeconds,
      time: clock,
      onFrame: (sender, { text }) => {
        showFrame(stationId, sender, text);
      },
    }),
  );
}

function sendDrivers(stations: readonly SimulatedStation[], { cards, connectors, make }: Wish): void {
  const random = createRandom(Date.now());
  const pool = createCardPool(cards, random);
  const habits = make === 'ac22' ? parkers : travellers;
  for (const station of stations) {
    for (let id = 1; id <= connectors; id += 1) letDriversCome(station, id, habits, pool, random, hourInBaku);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A station of its own plays a quirk and stays connected until it is stopped. */
function play(number: number, { url, secureUrl, password, cards }: Wish, stationId?: string): () => void {
  const [idTag] = cards;
  const { played, stop, ...performance } = playQuirk(number, {
    ...{ url, secureUrl, password, idTag, stationId, onFrame: showFrame },
  });
  played.then(
    () => {
      print(`${performance.stationId} has played quirk ${String(number)} and stays connected.`);
    },
    (fault: unknown) => {
      print(`${performance.stationId}: ${fault instanceof Error ? fault.message : String(fault)}`);
    },
  );
  return stop;
}

function playAlone(number: number, wish: Wish): void {
  const stop = play(number, wish, wish.stationIds[0]);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function showFrame(stationId: string, sender: 'station' | 'centralSystem', text: string): void {
  print(`${stationId} ${sender === 'station' ? '→' : '←'} ${text}`);
}

function run(wish: Wish): void {
  const clock = new SimulationClock(systemWallClock.now() - wish.agoHours * 3_600_000, systemWallClock);
  const stations = createStations(wish, clock);
  clock.follow(wish.speed);
  for (const station of stations) station.powerOn();
  if (wish.auto) sendDrivers(stations, wish);
  print(commandHelp);

  const endings: (() => void)[] = [];
  const quit = (): void => {
    for (const end of endings) end();
    for (const station of stations) station.disconnect();
    clock.stop();
    input.close();
    // A pipe that stays open would keep the process.
    process.stdin.destroy();
  };
  const input = createInterface({ input: process.stdin });
  input.on('line', (line) => {
    const quirk = /^quirk\s+(\d+)$/.exec(line.trim())?.[1];
    if (line.trim() === 'quit') quit();
    else if (quirk !== undefined) endings.push(...tryToPlay(quirk, wish));
    else void runCommand(stations, line).then(print);
  });
  process.once('SIGINT', quit);
  process.once('SIGTERM', quit);
}

/** For the console: what cannot be played is said, and nothing ends. */
function tryToPlay(text: string, wish: Wish): readonly (() => void)[] {
  try {
    return [play(readQuirk(text), wish)];
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return [];
  }
}

/** Runs the command line. */
export function simulate(argv: readonly string[]): void {
  try {
    const wish = readWish(argv);
    if (wish === null) print(usage);
    else if (typeof wish === 'string') print(wish);
    else if (wish.quirk !== null) playAlone(wish.quirk, wish);
    else run(wish);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
  }
}
