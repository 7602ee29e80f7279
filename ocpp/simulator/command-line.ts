import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createCardPool } from './card-pool.ts';
import { commandHelp, runCommand } from './console-commands.ts';
import { hourInBaku, letDriversCome, parkers, travellers } from './drivers.ts';
import { createRandom } from './random.ts';
import { createSimulatedStation, type SimulatedStation } from './simulated-station.ts';
import { isMake, type Make } from './station-profile.ts';
import { SimulationClock, systemWallClock } from './time.ts';

const usage = `Simulated charging stations that speak OCPP 1.6J to any central system.

  npm run simulate -- --url ws://127.0.0.1:9220/ocpp --id SIM1 [--id SIM2 …] [options]

  --url URL            address of the central system, without the identity
  --id ID              identity of a station; give it again for another station
  --make ac22|dc60     AC 22 kW with sockets (default), or DC 60 kW with cables
  --connectors N       connectors of each station (1)
  --password P         for HTTP Basic authentication
  --card TAG           a card drivers carry; give it again for another card
  --auto               drivers come and go by themselves
  --ago HOURS          the stations' clock begins so many hours in the past (0, or 24 with --speed)
  --speed N            and runs N times faster until it has caught up
  --sample SECONDS     interval of meter values (30)
  --help
`;

/** What the command line asks for. */
interface Wish {
  readonly url: string;
  readonly stationIds: readonly string[];
  readonly make: Make;
  readonly connectors: number;
  readonly password: string | undefined;
  readonly cards: readonly string[];
  readonly auto: boolean;
  readonly agoHours: number;
  readonly speed: number;
  readonly sampleSeconds: number;
}

class UsageError extends Error {}

function readWish(argv: readonly string[]): Wish | null {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      url: { type: 'string' },
      id: { type: 'string', multiple: true },
      make: { type: 'string', default: 'ac22' },
      connectors: { type: 'string', default: '1' },
      password: { type: 'string' },
      card: { type: 'string', multiple: true, default: ['04A2B91C5F8280', '9C41E7B2', '5D20A8F3', 'E1730C9A'] },
      auto: { type: 'boolean', default: false },
      ago: { type: 'string' },
      speed: { type: 'string', default: '1' },
      sample: { type: 'string', default: '30' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  if (values.url === undefined || !/^wss?:\/\/./.test(values.url))
    throw new UsageError('--url must begin with ws:// or wss://');
  if (values.id === undefined) throw new UsageError('--id is missing');
  if (!isMake(values.make)) throw new UsageError('--make must be ac22 or dc60');
  const speed = readNumber('--speed', values.speed, 1, 3600);
  return {
    url: values.url,
    stationIds: values.id,
    make: values.make,
    connectors: readNumber('--connectors', values.connectors, 1, 20),
    password: values.password,
    cards: values.card,
    auto: values.auto,
    agoHours: readNumber('--ago', values.ago ?? (speed > 1 ? '24' : '0'), 0, 8760),
    speed,
    sampleSeconds: readNumber('--sample', values.sample, 1, 86_400),
  };
}

function readNumber(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new UsageError(`${flag} must be a number from ${String(min)} to ${String(max)}`);
}

function createStations(wish: Wish, clock: SimulationClock): readonly SimulatedStation[] {
  return wish.stationIds.map((stationId) =>
    createSimulatedStation({
      ...{ url: wish.url, stationId, make: wish.make, connectors: wish.connectors, password: wish.password },
      meterSampleSeconds: wish.sampleSeconds,
      time: clock,
      onFrame: (sender, { text }) => {
        print(`${stationId} ${sender === 'station' ? '→' : '←'} ${text}`);
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

function run(wish: Wish): void {
  const clock = new SimulationClock(systemWallClock.now() - wish.agoHours * 3_600_000, systemWallClock);
  const stations = createStations(wish, clock);
  clock.follow(wish.speed);
  for (const station of stations) station.powerOn();
  if (wish.auto) sendDrivers(stations, wish);
  print(commandHelp);

  const quit = (): void => {
    for (const station of stations) station.disconnect();
    clock.stop();
    input.close();
    // A pipe that stays open would keep the process.
    process.stdin.destroy();
  };
  const input = createInterface({ input: process.stdin });
  input.on('line', (line) => {
    if (line.trim() === 'quit') quit();
    else void runCommand(stations, line).then(print);
  });
  process.once('SIGINT', quit);
  process.once('SIGTERM', quit);
}

/** Runs the command line. */
export function simulate(argv: readonly string[]): void {
  try {
    const wish = readWish(argv);
    if (wish === null) print(usage);
    else run(wish);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
  }
}
