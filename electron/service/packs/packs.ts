import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { PackView } from '../../contract/months.ts';
import type { ExportedPart, Language } from '../../contract/views.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { Announce } from '../domain/changes.ts';
import { isoTime } from '../domain/iso-time.ts';
import { type Month, periodText } from '../domain/months/month.ts';
import type { MonthPacks, PackRequest } from '../domain/months/month-packs.ts';
import { packView } from '../domain/months/month-views.ts';
import type { MonthPackRecord } from '../store/book-records.ts';
import type { Store } from '../store/store.ts';
import { refuseDiskFault } from './disk-faults.ts';
import type { ManifestFile, PackFacts } from './manifest.ts';
import type { PackFile, PackJob } from './pack-job.ts';
import { noTotals, type PackTotals } from './pack-totals.ts';
import { verifyPack } from './verify-pack.ts';
import { type WrittenPack, writePack } from './write-pack.ts';
import { zipFolder } from './zip-folder.ts';

/** While sessions of an open month come in, its sums move under the reports: they are written again. */
const mostTries = 3;

export interface PackSite {
  readonly language: Language;
  readonly timeZone: string;
  readonly currency: string;
}

export interface PacksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly site: () => PackSite;
  readonly operator: () => string;
  readonly announce: Announce;
  /** Where packs go that nobody chose a folder for. */
  readonly exportsFolder: string;
  /** The reports of a month. */
  readonly jobsOf: (month: Month, site: PackSite) => readonly PackJob[];
  readonly cover: (facts: PackFacts, files: readonly ManifestFile[], leftOut: readonly string[]) => Promise<PackFile>;
}

export function createPacks(deps: PacksDeps): MonthPacks {
  const { store, clock, announce } = deps;
  let isRunning = false;
  const tell = (packing: { period: string; done: number; total: number } | null): void => {
    announce({ type: 'told', told: { event: 'months.changed', data: { packing } } });
  };

  async function write({ month, folder }: PackRequest, isClosed: boolean): Promise<WrittenPack> {
    const site = deps.site();
    const period = periodText(month.period);
    const parent = folder ?? deps.exportsFolder;
    if (folder === null) await mkdir(parent, { recursive: true }).catch(refuseDiskFault);
    const jobs = deps.jobsOf(month, site);
    const total = jobs.length;
    for (let tries = 1; ; tries += 1) {
      const expected = await totalsOf(store, month, site.currency);
      const facts = await factsOf(deps, month, site, expected, isClosed);
      try {
        return await writePack({
          ...{ parent, name: `stansiya-${period}`, jobs, expected, facts },
          cover: (files, leftOut) => deps.cover(facts, files, leftOut),
          onProgress: (done) => {
            tell({ period, done, total });
          },
        });
      } catch (fault) {
        const now = await totalsOf(store, month, site.currency);
        if (tries === mostTries || JSON.stringify(now) === JSON.stringify(expected)) throw fault;
      }
    }
  }

  async function make(request: PackRequest): Promise<PackView> {
    const closedUntil = await store.read.months.closedUntil();
    const closed = closedUntil !== null && request.month.to <= closedUntil;
    const written = await write(request, closed);
    const operator = request.automatic ? '' : deps.operator();
    const pack = {
      ...written,
      ...{ period: request.month.period, madeAt: clock.now(), closed, automatic: request.automatic, operator },
    };
    const packId = await store.write((unit) => unit.monthPacks.insert(pack));
    return packView({ ...pack, packId });
  }

  return {
    async make(request) {
      if (isRunning) throw new AppError('conflict', { reason: 'packRunning' });
      isRunning = true;
      try {
        return await make(request);
      } finally {
        isRunning = false;
        tell(null);
      }
    },
    verify: async (packId) => verifyPack(await packOf(store, packId)),
    async download({ packId, offset, length }) {
      const pack = await packOf(store, packId);
      const zip = join(deps.exportsFolder, `${basename(pack.folder)}.${pack.packId}.zip`);
      const isThere = await stat(zip).then(
        () => true,
        () => false,
      );
      if (offset === 0 || !isThere) await makeZip(deps.exportsFolder, pack, zip).catch(refuseDiskFault);
      return readPiece(zip, offset, length);
    },
    checkFolder: (folder) => tryFolder(folder).catch(refuseDiskFault),
  };
}

async function makeZip(exportsFolder: string, { folder }: MonthPackRecord, zip: string): Promise<void> {
  await stat(folder);
  await mkdir(exportsFolder, { recursive: true });
  await zipFolder(folder, zip);
}

async function readPiece(path: string, offset: number, length: number): Promise<ExportedPart> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const piece = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
    const { bytesRead } = await file.read(piece, 0, piece.length, offset);
    const base64 = piece.subarray(0, bytesRead).toString('base64');
    return { offset, base64, last: offset + bytesRead >= size };
  } finally {
    await file.close();
  }
}

/** Whether a new folder can be made in it. */
async function tryFolder(folder: string): Promise<void> {
  await rm(await mkdtemp(join(folder, '.stansiya-')), { recursive: true });
}

async function packOf(store: Store, packId: string): Promise<MonthPackRecord> {
  const pack = await store.read.monthPacks.find(packId);
  if (pack === null) throw new AppError('notFound', { what: 'pack', id: packId });
  return pack;
}

/** Of the site's currency alone, as the reports are. */
async function totalsOf(store: Store, { from, to }: Month, currency: string): Promise<PackTotals> {
  const { sales } = await store.read.months.totals(from, to);
  const found = sales.find((one) => one.currency === currency);
  if (found === undefined) return noTotals;
  const { sessions, energyWh, grossMinor, vatMinor, netMinor } = found;
  return { sessions, energyWh, grossMinor, vatMinor, netMinor };
}

async function factsOf(
  { store, clock }: PacksDeps,
  month: Month,
  { timeZone, currency }: PackSite,
  totals: PackTotals,
  isClosed: boolean,
): Promise<PackFacts> {
  const closing = (await store.read.months.closed()).find(({ to }) => month.to <= to);
  return {
    ...{ format: 'stansiya-month-pack', version: 1, period: periodText(month.period) },
    ...{ from: isoTime(month.from), to: isoTime(month.to), timeZone, madeAt: isoTime(clock.now()) },
    ...{ closing: isClosed ? (closing?.hash ?? null) : null, currency, totals },
    ledgers: await store.read.months.heads(),
  };
}
