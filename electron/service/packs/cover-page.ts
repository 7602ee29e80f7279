import type { BusinessProfile } from '../../contract/business.ts';
import { formatDateTime, formatMonth } from '../../contract/format/dates.ts';
import { formatMoney } from '../../contract/format/money.ts';
import { formatBytes, formatEnergyKwh, formatNumber } from '../../contract/format/numbers.ts';
import type { PdfPage } from '../../contract/pdf.ts';
import type { Language } from '../../contract/views.ts';
import type { PdfPrinter } from '../reports/print/pdf-printer.ts';
import { type PrintedTable, reportPage } from '../reports/print/report-page.ts';
import type { ManifestFile, PackFacts } from './manifest.ts';
import type { PackFile } from './pack-job.ts';
import { packTexts } from './pack-texts.ts';

export interface Cover {
  readonly facts: PackFacts;
  readonly files: readonly ManifestFile[];
  readonly leftOut: readonly string[];
  readonly language: Language;
  readonly business: BusinessProfile;
}

/** As a PDF, or as the page itself where nothing here can print. */
export async function coverFile(cover: Cover, printPdf: PdfPrinter): Promise<PackFile> {
  const { html, page } = coverPage(cover);
  if (cover.leftOut.includes('pdf')) return { fileName: 'cover.html', bytes: Buffer.from(html) };
  try {
    return { fileName: 'cover.pdf', bytes: await printPdf(html, page) };
  } catch {
    return { fileName: 'cover.html', bytes: Buffer.from(html) };
  }
}

/** The sheet on top of a pack: what the month comes to, and every file with its hash. */
function coverPage({ facts, files, leftOut, language, business }: Cover): {
  readonly html: string;
  readonly page: PdfPage;
} {
  const { cover } = packTexts(language);
  const { timeZone } = facts;
  const month = formatMonth(`${facts.period}-15T12:00:00Z`, { language, timeZone: 'UTC' });
  const made = formatDateTime(facts.madeAt, { language, timeZone });
  const state = facts.closing === null ? cover.open : cover.closed.replace('{hash}', facts.closing);
  return reportPage({
    ...{ language, business, landscape: true },
    title: cover.title.replace('{month}', month),
    subtitle: [cover.made.replace('{at}', made).replace('{timeZone}', timeZone), state],
    tables: [totalsTable(facts, language, business.taxRegime === 'vat'), filesTable(files, language)],
    notes: [...(leftOut.includes('pdf') ? [cover.noPdf] : []), cover.howProven, cover.howVerified],
  });
}

function totalsTable({ totals, currency }: Cover['facts'], language: Language, hasVat: boolean): PrintedTable {
  const { sessions, energy, gross, vat, net } = packTexts(language);
  const money = (minor: number): string => formatMoney(minor, currency, { language });
  const figures: readonly (readonly [string, string])[] = [
    [sessions, formatNumber(totals.sessions, { language })],
    [energy, formatEnergyKwh(totals.energyWh, { language, decimals: 3 })],
    [gross, money(totals.grossMinor)],
    ...(hasVat
      ? ([
          [vat, money(totals.vatMinor)],
          [net, money(totals.netMinor)],
        ] as const)
      : []),
  ];
  return {
    title: packTexts(language).cover.totals,
    columns: figures.map(([title]) => ({ title, align: 'right' })),
    rows: [figures.map(([, value]) => value)],
  };
}

function filesTable(files: readonly ManifestFile[], language: Language): PrintedTable {
  const { cover } = packTexts(language);
  return {
    title: cover.files,
    columns: [
      { title: cover.file, align: 'left' },
      { title: cover.size, align: 'right' },
      { title: cover.proven, align: 'left' },
      { title: 'SHA-256', align: 'left' },
    ],
    rows: files.map(({ path, sizeBytes, readBack, sha256 }) => [
      path,
      formatBytes(sizeBytes, { language }),
      readBack === null ? '—' : cover.equal,
      sha256,
    ]),
  };
}
