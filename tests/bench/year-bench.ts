import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { migrations } from '../../electron/service/store/migrations.ts';
import { reportNames } from '../../electron/contract/reports.ts';
import { openDoors, type RunningService, startService } from '../harness/service.ts';
import { startPacedLoad, type Stretch } from './paced-load.ts';
import { median } from './statistics.ts';
import { seedYear, yearBefore } from './year.ts';

const sessions = 100_000;
const rounds = 3;
const idleMs = 5000;
const cache = fileURLToPath(new URL('../../node_modules/.cache/stansiya/', import.meta.url));

export interface YearFigure {
  readonly what: string;
  readonly limitMs: number;
  /** Median of the rounds. */
  readonly ms: number;
  /** How stations were answered meanwhile. */
  readonly stations: Stretch;
  readonly failed: string | null;
  /** Most memory of the service that was seen meanwhile, MB. */
  readonly memoryMb: number;
}

export interface YearFigures {
  readonly idle: Stretch;
  readonly figures: readonly YearFigure[];
  /** Most memory of the service that was seen, MB. */
  readonly memoryMb: number;
}

/** A year in the books, and 50 stations that go on sending: what people ask for, and how long stations wait meanwhile. */
export async function benchYear(print: (line: string) => void): Promise<YearFigures> {
  const year = { ...yearBefore(Date.now()), sessions };
  const dataFolder = await mkdtemp(join(tmpdir(), 'stansiya-bench-year-'));
  await cp(await seededYear(year.to, print), dataFolder, { recursive: true });
  const service = await startService({ dataFolder, flags: openDoors });
  const load = await startPacedLoad(service.ocppUrl);
  const memory = watchMemory(service);
  try {
    await pause(idleMs);
    await load.since();
    await pause(idleMs);
    const idle = await load.since();
    const figures: YearFigure[] = [];
    for (const task of tasks(service, year)) {
      await load.since();
      const times: number[] = [];
      let failed: string | null = null;
      for (let round = 0; round < (task.once ? 1 : rounds) && failed === null; round += 1) {
        const startedAt = performance.now();
        failed = await faultOf(task);
        times.push(performance.now() - startedAt);
      }
      const figure = { what: task.what, limitMs: task.limitMs, ms: Math.round(median(times)) };
      figures.push({ ...figure, stations: await load.since(), failed, memoryMb: memory.since() });
    }
    return { idle, figures, memoryMb: Math.max(...figures.map((figure) => figure.memoryMb)) };
  } finally {
    memory.stop();
    load.stop();
    await service.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

/** Why it failed; null where it did not. */
async function faultOf(task: Task): Promise<string | null> {
  try {
    await task.run();
    return null;
  } catch (fault) {
    return fault instanceof Error ? fault.message : 'it failed';
  }
}

interface Task {
  readonly what: string;
  readonly limitMs: number;
  /** It can not be done again. */
  readonly once?: boolean;
  readonly run: () => Promise<unknown>;
}

function tasks({ client }: RunningService, year: { readonly from: number; readonly to: number }): readonly Task[] {
  const span = { from: new Date(year.from).toISOString(), to: new Date(year.to).toISOString() };
  const firstMonth = new Date(year.from + 12 * 3_600_000).toISOString().slice(0, 7);
  const exported = (format: 'csv' | 'xlsx') => async (): Promise<void> => {
    const asked = { report: 'sessions', ...span, format, profile: 'excel', locale: 'az' } as const;
    const { exportId } = await client.call('reports.prepare', asked);
    for (let offset = 0, isLast = false; !isLast;) {
      const part = await client.call('reports.read', { exportId, offset, length: 1_048_576 });
      offset += Buffer.from(part.base64, 'base64').length;
      isLast = part.last;
    }
  };
  return [
    { what: 'sessions, a page', limitMs: 300, run: () => client.call('sessions.list', { ...span, limit: 50 }) },
    ...reportNames.map((report) => ({
      what: `report ${report}, a page`,
      limitMs: 300,
      run: () => client.call('reports.query', { report, ...span, limit: 50 }),
    })),
    { what: 'months', limitMs: 300, run: () => client.call('months.list', {}) },
    { what: 'checklist of a month', limitMs: 300, run: () => client.call('months.checklist', { period: firstMonth }) },
    { what: 'CSV of the year', limitMs: 2000, run: exported('csv') },
    { what: 'XLSX of the year', limitMs: 10_000, run: exported('xlsx') },
    {
      what: 'month close, its checklist included',
      limitMs: 5000,
      once: true,
      async run() {
        const { items } = await client.call('months.checklist', { period: firstMonth });
        const accepted = items.filter(({ count }) => count > 0).map(({ item }) => item);
        await client.call('months.close', { period: firstMonth, accepted });
      },
    },
  ];
}

/** To make up the year takes minutes: it is kept as long as nothing it is made of changes. */
async function seededYear(until: number, print: (line: string) => void): Promise<string> {
  const sources = ['year.ts', 'year-site.ts', 'year-sessions.ts', '../../electron/service/store/ledger.ts'];
  const hash = createHash('sha256').update(JSON.stringify([until, sessions, migrations]));
  for (const source of sources) hash.update(await readFile(new URL(source, import.meta.url)));
  const folder = join(cache, `bench-year-${hash.digest('hex').slice(0, 16)}`);
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  print('making up the year, which takes some minutes and is kept for the next time…');
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await seedYear(unfinished, sessions);
  await rename(unfinished, folder);
  return folder;
}

/** Looks at what the operating system says the service holds, several times a second. */
function watchMemory({ process: { pid } }: RunningService): { since(): number; stop(): void } {
  let mostKb = 0;
  const look = async (): Promise<void> => {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    mostKb = Math.max(mostKb, Number(stdout));
  };
  const timer = setInterval(() => {
    look().catch(() => undefined);
  }, 250);
  return {
    since() {
      const seen = Math.round(mostKb / 1024);
      mostKb = 0;
      return seen;
    },
    stop() {
      clearInterval(timer);
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
