import { formatMonth } from '../../contract/format/dates.ts';
import { reportNames } from '../../contract/reports.ts';
import type { Month } from '../domain/months/month.ts';
import { periodText } from '../domain/months/month.ts';
import { printedReport } from '../reports/files/printed-table.ts';
import { type PrintedTable, reportPage } from '../reports/print/report-page.ts';
import { type ReportDeps, reportTable } from '../reports/produce-report.ts';
import type { PackJob } from './pack-job.ts';
import { packTexts } from './pack-texts.ts';
import type { PackSite } from './packs.ts';

/** All reports of a month in one document, to be printed and filed. */
export function printedJob(deps: ReportDeps, month: Month, site: PackSite): PackJob {
  return {
    folder: 'pdf',
    readTotals: null,
    async produce() {
      const { language } = site;
      const { from, to, period } = month;
      const business = deps.business();
      const tables: PrintedTable[] = [];
      const notes = new Set<string>();
      let subtitle: readonly string[] = [];
      for (const report of reportNames) {
        const printed = await printedReport(await reportTable(deps, { report, from, to }), site, business);
        tables.push(...printed.tables.map((table) => ({ ...table, title: printed.title })));
        for (const note of printed.notes ?? []) notes.add(`${printed.title}: ${note}`);
        subtitle = printed.subtitle;
      }
      const monthName = formatMonth(`${periodText(period)}-15T12:00:00Z`, { language, timeZone: 'UTC' });
      const title = packTexts(language).cover.reports.replace('{month}', monthName);
      const { html, page } = reportPage({
        language,
        title,
        subtitle,
        business,
        tables,
        notes: [...notes],
        landscape: true,
      });
      return { fileName: `stansiya-reports-${periodText(period)}.pdf`, bytes: await deps.printPdf(html, page) };
    },
  };
}
