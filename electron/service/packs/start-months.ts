import { join } from 'node:path';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { Announce } from '../domain/changes.ts';
import type { Log } from '../domain/log.ts';
import { type AutomaticPacks, startAutomaticPacks } from '../domain/months/automatic-packs.ts';
import type { MonthPacks } from '../domain/months/month-packs.ts';
import { createMonthBook, type MonthBook } from '../domain/months/months.ts';
import type { Scheduler } from '../domain/scheduler.ts';
import type { SettingsBook } from '../domain/settings.ts';
import type { ReportDeps } from '../reports/produce-report.ts';
import type { Store } from '../store/store.ts';
import { coverFile } from './cover-page.ts';
import { createPacks } from './packs.ts';
import { reportJobs } from './report-jobs.ts';

export interface StartMonthsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly settings: SettingsBook;
  readonly announce: Announce;
  readonly log: Log;
  readonly reports: ReportDeps;
  readonly dataFolder: string;
  /** Who is on duty. */
  readonly operator: () => string;
  readonly stationName: (stationId: string) => string;
}

export interface Months {
  readonly months: MonthBook;
  readonly packs: MonthPacks;
  readonly automaticPacks: AutomaticPacks;
}

/** The months of the books and the packs they are taken along in. */
export async function startMonths(deps: StartMonthsDeps): Promise<Months> {
  const { store, clock, scheduler, settings, announce, log, operator } = deps;
  const timeZone = (): string => settings.current().timeZone;
  const exportsFolder = join(deps.dataFolder, 'exports');
  const packs = createPacks({
    ...{ store, clock, announce, operator, exportsFolder },
    site: () => settings.current(),
    jobsOf: (month, site) => reportJobs(deps.reports, month, site),
    cover: (facts, files, leftOut) => {
      const { language } = settings.current();
      const { business, printPdf } = deps.reports;
      return coverFile({ facts, files, leftOut, language, business: business() }, printPdf);
    },
  });
  return {
    packs,
    months: createMonthBook({
      ...{ store, read: store.read, clock, announce, operator, timeZone },
      stationName: deps.stationName,
    }),
    automaticPacks: await startAutomaticPacks({
      ...{ store, clock, scheduler, announce, log, timeZone, exportsFolder },
      make: (month, folder) => packs.make({ month, folder, automatic: true }),
      checkFolder: (folder) => packs.checkFolder(folder),
    }),
  };
}
