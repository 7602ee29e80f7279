import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { reportNames, type ReportFormat, type ReportName } from '../../../electron/contract/reports.ts';
import type { Language } from '../../../electron/contract/views.ts';
import {
  produceReport,
  reportTable,
  type FileRequest,
  type ReportDeps,
} from '../../../electron/service/reports/produce-report.ts';
import { escaped } from '../../../electron/service/reports/files/sheet-cells.ts';
import { readCsv } from './read-csv.ts';
import { july, smallMonth } from './small-month.ts';

const golden = new URL('golden/', import.meta.url).pathname;

async function made(
  deps: ReportDeps,
  report: ReportName,
  format: ReportFormat,
  change: Partial<FileRequest> = {},
): Promise<Buffer> {
  const request = { ...july, report, format, profile: 'excel', language: 'az', ...change } as const;
  return Buffer.from((await produceReport(deps, request)).base64, 'base64');
}

/** `UPDATE_GOLDEN=1` writes what a test would compare with; what changed is then looked at by a person. */
async function expectGolden(name: string, bytes: Buffer): Promise<void> {
  const path = join(golden, name);
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    await mkdir(golden, { recursive: true });
    await writeFile(path, bytes);
  }
  expect(bytes.toString()).toBe(await readFile(path, 'utf8'));
}

async function sheets(bytes: Buffer): Promise<{ readonly rows: unknown[][]; readonly summary: unknown[][] }> {
  const [first, second] = await readXlsx(bytes);
  return { rows: first?.data ?? [], summary: second?.data ?? [] };
}

describe.each<Language>(['az', 'ru', 'en', 'tr'])('files in %s', (language) => {
  it('are the ones a person once looked at', async () => {
    const { deps } = await smallMonth();
    for (const report of reportNames) {
      await expectGolden(`${report}-${language}.csv`, await made(deps, report, 'csv', { language }));
    }
  });

  it('say in a workbook, read by a program of others, cell by cell what the list for people says', async () => {
    const { deps } = await smallMonth();
    for (const report of reportNames) {
      const text = (await made(deps, report, 'csv', { language })).toString().slice(1);
      const csv = readCsv(text, language === 'en' ? ',' : ';');
      const { rows } = await sheets(await made(deps, report, 'xlsx', { language }));
      expect(rows[0]).toEqual(csv.header);
      expect(rows.length - 1).toBe(csv.rows.length);
      csv.rows.forEach((line, number) => {
        csv.header.forEach((name, index) => {
          const cell = rows[number + 1]?.[index] ?? null;
          const written = line[name] ?? '';
          if (typeof cell === 'number' && /^-?[\d,.]+$/.test(written)) {
            expect(cell).toBeCloseTo(Number(written.replace(',', '.')), 6);
          } else if (typeof cell === 'string') {
            expect(cell.replaceAll('\r\n', '\n')).toBe(unguarded(written).replaceAll('\r\n', '\n'));
          } else if (cell === null) {
            expect(written).toBe('');
          }
        });
      });
    }
  });
});

const unguarded = (text: string): string => text.replace(/^\t/, '').replace(/^'(?=[=+\-@\t\r\n])/, '');

describe('files for programs', () => {
  it('have columns that never change, the same in every language', async () => {
    const { deps } = await smallMonth();
    for (const report of reportNames) {
      const file = await made(deps, report, 'csv', { profile: 'machine' });
      await expectGolden(`${report}-v1.csv`, file);
      expect(await made(deps, report, 'csv', { profile: 'machine', language: 'ru' })).toEqual(file);
      const json = report === 'sessions' ? 'sessions-ocpi.json' : `${report}-v1.json`;
      await expectGolden(json, await made(deps, report, 'json'));
    }
  });

  it('the sessions have what version 1 promised, money and names filled in', async () => {
    const { deps } = await smallMonth();
    const { rows } = readCsv((await made(deps, 'sessions', 'csv', { profile: 'machine' })).toString(), ';');
    const ninth = rows.find((row) => row['session_id'] === '9');
    expect(ninth).toMatchObject({
      ...{ customer: '', id_tag: '12345678901234567890', tag_label: "'-5", tariff_name: 'Gündüz 0,30 ₼' },
      ...{ tariff_version: '1', gross: '5.06', vat_rate: '18.00', vat: '0.77', net: '4.29', currency: 'AZN' },
      ...{ pay_method: 'qr', pay_status: 'partial', paid: '3.56', refunded: '1.50', fiscal_receipt_no: '008' },
      ...{ charging_s: '3000', idle_s: '600', operator: "'@Aygün", period: '2026-07', closed: 'n' },
    });
  });
});

describe('a workbook', () => {
  it('has text where words are, numbers where figures are, and no formula', async () => {
    const { deps } = await smallMonth();
    const { rows, summary } = await sheets(await made(deps, 'sessions', 'xlsx'));
    const cells = rows.flat();
    expect(cells).toContain('0012345678');
    expect(cells).toContain('12345678901234567890');
    expect(cells).toContain('=HYPERLINK("http://x")');
    expect(cells).toContain('+994 Əli 🔌 <b>');
    expect(cells.filter((cell) => cell instanceof Date).length).toBeGreaterThan(20);
    expect(summary.flat()).toContain('Şəbəkə "Gücü" MMC');
  });

  it('sums up on its second sheet what the screen says', async () => {
    const { deps } = await smallMonth();
    const table = await reportTable(deps, { report: 'sessions', ...july });
    const { summary } = await sheets(await made(deps, 'sessions', 'xlsx'));
    const gross = table.totals[table.columns.findIndex(({ key }) => key === 'gross')];
    expect(summary.find(([name]) => name === 'Məbləğ, AZN')?.[1]).toBeCloseTo(Number(gross) / 100, 6);
  });

  it('is the same bytes for the same books', async () => {
    const { deps } = await smallMonth();
    expect(await made(deps, 'days', 'xlsx')).toEqual(await made(deps, 'days', 'xlsx'));
  });

  it('takes characters XML has no place for out of words, and keeps what only looks like one', () => {
    expect(escaped('a\u0000b\u0008 & <ə> \ud83d 🔌 _x0041_')).toBe('ab &amp; &lt;ə&gt;  🔌 _x005F_x0041_');
  });
});

describe('a report on paper', () => {
  it('says the totals of the screen under its table, and takes words as text', async () => {
    const { deps } = await smallMonth();
    const page = (await made(deps, 'sessions', 'pdf')).toString();
    const body = page.slice(page.indexOf('<body'));
    expect(body).toContain('Cəmi');
    expect(body).not.toContain('<b>');
    expect(body).toContain('&lt;b&gt;');
  });
});
