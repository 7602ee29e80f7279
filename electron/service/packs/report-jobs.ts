import { Buffer } from 'node:buffer';
import { minorDigits } from '../../contract/format/money.ts';
import { type ReportName, reportNames } from '../../contract/reports.ts';
import type { Language } from '../../contract/views.ts';
import type { Month } from '../domain/months/month.ts';
import { column, machineName } from '../reports/columns.ts';
import { excelDelimiter } from '../reports/files/excel-csv.ts';
import { machineDelimiter } from '../reports/files/machine-csv.ts';
import { type FileRequest, produceReport, type ReportDeps } from '../reports/produce-report.ts';
import { headerText } from '../reports/texts.ts';
import { columnSums, type SummedColumn } from './column-sums.ts';
import { csvCells } from './csv-cells.ts';
import type { PackJob } from './pack-job.ts';
import type { PackTotals } from './pack-totals.ts';
import type { PackSite } from './packs.ts';
import { printedJob } from './printed-reports.ts';
import { sheetCells } from './sheet-cells.ts';

/** What divides the whole month into rows: their sums must be those of the month. All others are about a part of it, or about something else. */
const wholeMonth: ReadonlySet<ReportName> = new Set<ReportName>([
  ...(['sessions', 'days', 'hours', 'stations', 'connectors', 'cards', 'customers', 'tariffs'] as const),
]);

const sums = [
  { sum: 'sessions', key: 'sessions' },
  { sum: 'energyWh', key: 'energy' },
  { sum: 'grossMinor', key: 'gross' },
  { sum: 'vatMinor', key: 'vat' },
  { sum: 'netMinor', key: 'net' },
] as const;

type Reader = (bytes: Uint8Array) => Partial<PackTotals>;
type Kind = Pick<FileRequest, 'format' | 'profile'> & { readonly folder: string };

const kinds: readonly Kind[] = [
  { folder: 'csv', format: 'csv', profile: 'excel' },
  { folder: 'machine', format: 'csv', profile: 'machine' },
  { folder: 'xlsx', format: 'xlsx', profile: 'excel' },
];

/** Every report of a month in every form, and how its sums are read back. */
export function reportJobs(deps: ReportDeps, month: Month, site: PackSite): readonly PackJob[] {
  const jobs = kinds.flatMap((kind) => reportNames.map((report) => jobOf(deps, month, site, report, kind)));
  const json = { folder: 'json', format: 'json', profile: 'machine' } as const;
  return [...jobs, jobOf(deps, month, site, 'sessions', json), printedJob(deps, month, site)];
}

function jobOf(deps: ReportDeps, { from, to }: Month, site: PackSite, report: ReportName, kind: Kind): PackJob {
  const { folder, format, profile } = kind;
  return {
    folder,
    readTotals: wholeMonth.has(report) ? readerOf(kind, site) : null,
    async produce() {
      const request = { report, from, to, format, profile, language: site.language };
      const { fileName, base64 } = await produceReport(deps, request);
      return { fileName, bytes: Buffer.from(base64, 'base64') };
    },
  };
}

function readerOf({ format, profile }: Kind, site: PackSite): Reader | null {
  if (format === 'json') return null;
  if (format === 'xlsx') return (bytes) => columnSums(sheetCells(bytes), forPeople(site));
  const { delimiter, columns } =
    profile === 'excel'
      ? { delimiter: excelDelimiter(site.language), columns: forPeople(site) }
      : { delimiter: machineDelimiter, columns: forPrograms(site) };
  return (bytes) => columnSums(csvCells(Buffer.from(bytes).toString(), delimiter), columns);
}

/** In the words and units of people: kWh with three decimals. */
function forPeople(site: PackSite): readonly SummedColumn[] {
  return sums.map(({ sum, key }) => ({
    sum,
    heading: headerText(column(key), site),
    decimals: sum === 'energyWh' ? 3 : moneyDecimals(sum, site),
  }));
}

function forPrograms(site: PackSite): readonly SummedColumn[] {
  return sums.map(({ sum, key }) => ({ sum, heading: machineName(column(key)), decimals: moneyDecimals(sum, site) }));
}

function moneyDecimals(
  sum: keyof PackTotals,
  { currency }: { readonly currency: string; readonly language: Language },
) {
  return sum === 'sessions' || sum === 'energyWh' ? 0 : minorDigits(currency);
}
