import { AppError } from '../../../contract/errors.ts';
import { automaticPack, type MonthSettings, type PackView } from '../../../contract/months.ts';
import type { Clock, EpochMs } from '../../../../ocpp/model/time.ts';
import type { Store } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import { isoTime } from '../iso-time.ts';
import type { Log } from '../log.ts';
import type { Cancel, Scheduler } from '../scheduler.ts';
import { type Month, monthAt, monthOf, nextPeriod, periodText } from './month.ts';

const lookEveryMs = 10 * 60_000;
/** Stations are served first. */
const firstLookMs = 30_000;
const settingKey = 'monthPacks';

interface Wish {
  readonly folder: string;
  readonly since: EpochMs;
}

type Failure = NonNullable<MonthSettings['failed']>;

export interface AutomaticPacksDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly announce: Announce;
  readonly log: Log;
  readonly timeZone: () => string;
  readonly exportsFolder: string;
  readonly make: (month: Month, folder: string) => Promise<PackView>;
  /** Throws `conflict` `folderMissing` where nothing can be written there. */
  readonly checkFolder: (folder: string) => Promise<void>;
}

/** The pack that is written by itself when a month is over. */
export interface AutomaticPacks {
  settings(): MonthSettings;
  /** Months that end from now on are written there; null: none. */
  setFolder(folder: string | null): Promise<MonthSettings>;
  stop(): void;
}

/** Looks now and then whether a month is over whose pack is not made; a stick that is not there is waited for. */
export async function startAutomaticPacks(deps: AutomaticPacksDeps): Promise<AutomaticPacks> {
  const { store, clock, scheduler, announce, log } = deps;
  let chosen = readWish((await store.read.settings.all()).get(settingKey));
  let failed: Failure | null = null;
  let cancelNext: Cancel = () => undefined;
  const changed = (): void => {
    announce({ type: 'told', told: { event: 'months.changed', data: { packing: null } } });
  };

  async function makeDue(): Promise<void> {
    const wished = chosen;
    if (wished === null) return;
    for (const month of await dueMonths(deps, wished)) {
      try {
        await deps.make(month, wished.folder);
        failed = null;
      } catch (fault) {
        log.warn('the pack of a month could not be written', { period: month.period, fault });
        failed = {
          period: periodText(month.period),
          since: failed?.since ?? isoTime(clock.now()),
          reason: reasonOf(fault),
        };
        return;
      } finally {
        changed();
      }
    }
  }

  const look = (): void => {
    makeDue()
      .catch((fault: unknown) => {
        log.warn('it could not be seen whether a pack is due', { fault });
      })
      .finally(() => {
        cancelNext = scheduler.after(lookEveryMs, look);
      });
  };
  cancelNext = scheduler.after(firstLookMs, look);

  const settings = (): MonthSettings => ({
    folder: chosen?.folder ?? null,
    exportsFolder: deps.exportsFolder,
    failed,
  });
  return {
    settings,
    async setFolder(folder) {
      if (folder !== null) await deps.checkFolder(folder);
      const next = folder === null ? null : { folder, since: chosen?.since ?? clock.now() };
      await store.write((unit) => unit.settings.set(settingKey, JSON.stringify(next)));
      chosen = next;
      failed = null;
      changed();
      return settings();
    },
    stop() {
      cancelNext();
    },
  };
}

/** Over since the folder was first chosen, and not yet written; oldest first. */
async function dueMonths({ store, clock, timeZone }: AutomaticPacksDeps, { since }: Wish): Promise<readonly Month[]> {
  const made = new Set((await store.read.monthPacks.list()).flatMap((pack) => (pack.automatic ? [pack.period] : [])));
  const due: Month[] = [];
  for (let month = monthAt(since, timeZone()); month.to <= clock.now(); month = followingMonth(month, timeZone()))
    if (!made.has(month.period)) due.push(month);
  return due;
}

function followingMonth({ period }: Month, timeZone: string): Month {
  return monthOf(nextPeriod(period), timeZone);
}

const known: ReadonlySet<string> = new Set<Failure['reason']>(['folderMissing', 'diskFull', 'packUnequal']);

function isKnown(reason: string): reason is Failure['reason'] {
  return known.has(reason);
}

function reasonOf(fault: unknown): Failure['reason'] {
  const reason = fault instanceof AppError ? (fault.details.reason ?? '') : '';
  return isKnown(reason) ? reason : 'failed';
}

function readWish(json: string | undefined): Wish | null {
  const parsed = automaticPack.safeParse(json === undefined ? null : JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
