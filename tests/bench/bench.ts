import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../../electron/tools/build.ts';
import { numberIn, runChild, startChild, textIn } from './child.ts';
import { median, rounded } from './statistics.ts';
import { benchYear, type YearFigures } from './year-bench.ts';

const script = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const scripts = {
  service: script('../../out/service.cjs'),
  echo: script('./echo-server.ts'),
  client: script('./load-client.ts'),
  store: script('./store-load.ts'),
};

const starts = 5;
/** Rounds of each build when two are compared: they take turns, so that a busy moment of the PC meets both. */
const rounds = 5;

/** `--against FILE`: the service script of an older build to compare with. `--only-year`: the books alone. */
const { against, 'only-year': onlyYear } = parseArgs({
  options: { against: { type: 'string' }, 'only-year': { type: 'boolean', default: false } },
}).values;

interface Throughput {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

async function load(url: string, ...flags: readonly string[]): Promise<Throughput> {
  const line = await runChild(scripts.client, ['--url', url, ...flags]);
  return { perSecond: numberIn(line, 'perSecond'), p50Ms: numberIn(line, 'p50Ms'), p99Ms: numberIn(line, 'p99Ms') };
}

const serviceFlags = (dataFolder: string): readonly string[] => [
  ...['--data', dataFolder, '--ocpp-host', '127.0.0.1', '--ocpp-port', '0', '--console-port', '0'],
  ...['--accept-unknown', '--accept-any-card'],
];

/** MeterValues answered by a build of the service, each one on disk before its answer. */
async function loadService(dataFolder: string, serviceScript: string = scripts.service): Promise<Throughput> {
  const service = await startChild(serviceScript, serviceFlags(dataFolder));
  const measured = await load(textIn(service.firstLine, 'ocppUrl'));
  await service.stop();
  return measured;
}

/** The same frames sent back by a bare WebSocket server. */
async function loadEcho(): Promise<Throughput> {
  const echo = await startChild(scripts.echo, []);
  const measured = await load(textIn(echo.firstLine, 'url'), '--echo', '--seconds', '5');
  await echo.stop();
  return measured;
}

async function commitsOf(unitsPerCommit: number): Promise<number> {
  return numberIn(await runChild(scripts.store, ['--units-per-commit', String(unitsPerCommit)]), 'perSecond');
}

/** From the start of the process to its ready line, on a database with the traffic of this benchmark in it. */
async function startTimes(dataFolder: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < starts; count += 1) {
    const service = await startChild(scripts.service, serviceFlags(dataFolder));
    times.push(service.readyAfterMs);
    await service.stop();
  }
  return times;
}

/** Messages a second of this build and of the older one, each on databases of its own. */
async function compare(olderScript: string): Promise<{ readonly now: number; readonly before: number }> {
  const now: number[] = [];
  const before: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    now.push(await inNewFolder((folder) => perSecond(folder, scripts.service)));
    before.push(await inNewFolder((folder) => perSecond(folder, olderScript)));
  }
  return { now: median(now), before: median(before) };
}

async function perSecond(dataFolder: string, serviceScript: string): Promise<number> {
  return (await loadService(dataFolder, serviceScript)).perSecond;
}

async function inNewFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stansiya-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function row(name: string, figures: readonly (string | number)[]): void {
  print(`${name.padEnd(42)}${figures.map((figure) => String(figure).padStart(10)).join('')}`);
}

await build(['validators', 'service']);
if (!onlyYear) await inNewFolder(benchMessages);
printYear(await benchYear(print));

async function benchMessages(dataFolder: string): Promise<void> {
  print('MeterValues with 8 samples, 100 stations in a closed loop, client on the same PC\n');
  row('', ['msg/s', 'p50 ms', 'p99 ms']);
  const echo = await loadEcho();
  row('bare ws echo, nothing kept', [echo.perSecond, echo.p50Ms, echo.p99Ms]);
  const service = await loadService(dataFolder);
  row('service, durable (WAL, synchronous=FULL)', [service.perSecond, service.p50Ms, service.p99Ms]);
  const ratioToEcho = rounded(service.perSecond / echo.perSecond, 3);
  row('ratio', [ratioToEcho]);

  print('\nThe same writes on the store alone\n');
  row('', ['unit/s']);
  const oneByOne = await commitsOf(1);
  row('one commit per message', [oneByOne]);
  const grouped = await commitsOf(500);
  row('group commit', [grouped]);
  const groupCommitRatio = rounded(grouped / oneByOne, 2);
  row('ratio', [groupCommitRatio]);

  const readyAfterMs = Math.round(median(await startTimes(dataFolder)));
  print('');
  row(`start on that database, median of ${String(starts)}`, [`${String(readyAfterMs)} ms`]);

  if (against !== undefined) {
    print(`\nThis build and the older one in turns, median of ${String(rounds)}\n`);
    row('', ['msg/s']);
    const { now, before } = await compare(against);
    row('this build', [now]);
    row('older build', [before]);
    row('ratio', [rounded(now / before, 3)]);
  }
  print('');
  print(JSON.stringify({ echo, service, ratioToEcho, oneByOne, grouped, groupCommitRatio, readyAfterMs }));
}

/** The books with a year in them, against what they must reach. */
function printYear({ idle, figures, memoryMb }: YearFigures): void {
  print('\nA year of 100,000 sessions, 50 stations sending MeterValues twice a second, median of three\n');
  row('', ['ms', 'limit', 'p99 ms', 'to idle', 'MB']);
  row('idle', ['', '', idle.p99Ms, 1]);
  for (const { what, ms, limitMs, stations, failed, memoryMb: mb } of figures)
    row(what, failed === null ? [ms, limitMs, stations.p99Ms, rounded(stations.p99Ms / idle.p99Ms, 1), mb] : [failed]);
  row('memory of the service, most seen', [`${String(memoryMb)} MB`, '300 MB']);
  print('');
  print(JSON.stringify({ idle, figures, memoryMb }));
}
