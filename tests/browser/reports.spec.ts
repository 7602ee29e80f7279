import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { anyTime, reportCharge } from './charges.ts';
import { chooseLanguage, test } from './console-test.ts';

interface Csv {
  readonly fileName: string;
  readonly text: string;
  readonly header: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

async function exportCsv(page: Page, button: string, delimiter: string): Promise<Csv> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter, skipEmptyLines: true });
  expect(errors).toEqual([]);
  const [header = [], ...lines] = data;
  const rows = lines.map((line) => Object.fromEntries(header.map((name, index) => [name, line[index] ?? ''])));
  return { fileName: download.suggestedFilename(), text, header, rows };
}

test('the accountant’s file opens in a spreadsheet, and its sum is the sum on the screen', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: '0012345678', label: '=HYPERLINK("http://x")' });
  const charger = await simulate('HALL-1');
  await service.client.call('stations.update', { stationId: 'HALL-1', name: 'Həyət; "sol"' });
  await reportCharge(charger, { idTag: '0012345678', meterStart: 1_000_000, meterStop: 1_012_345 });
  await reportCharge(charger, { idTag: 'ABC', meterStart: 2_000_000, meterStop: 2_003_105 });
  const page = await openConsole(`/reports?${anyTime}`);
  await expect(page.locator('[data-test="total-energy"]')).toHaveText('15,450');

  const csv = await exportCsv(page, 'CSV faylı yüklə', ';');
  expect(csv.fileName).toBe('stansiya-sessions-2020-01-01_2099-12-31.csv');
  expect(csv.text.startsWith('\uFEFF')).toBe(true);
  expect(csv.text.endsWith('\r\n')).toBe(true);
  expect(csv.header).toContain('Başlanğıc (Asia/Baku)');
  expect(csv.rows).toHaveLength(2);
  const [first] = csv.rows.filter((row) => row['Kart']?.includes('0012345678'));
  expect(first).toMatchObject({
    Kart: '\t0012345678',
    'Kartın sahibi': `'=HYPERLINK("http://x")`,
    'Stansiyanın adı': 'Həyət; "sol"',
    'Enerji, kVt·saat': '12,345',
  });
  expect(first?.['Son (Asia/Baku)']).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);
  const sumWh = csv.rows.reduce((sum, row) => sum + Number(row['Enerji, kVt·saat']?.replace(',', '')), 0);
  expect(sumWh).toBe(15_450);
  await expect(page.getByText(`Yükləndi: ${csv.fileName}`)).toBeVisible();
});

test('the file for programs has the same columns in every language', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: '0012345678', meterStart: 1_000_000, meterStop: 1_012_345 });
  const page = await openConsole(`/reports?${anyTime}`);
  await page.getByRole('radio', { name: 'Proqram üçün' }).check();
  const azerbaijani = await exportCsv(page, 'CSV faylı yüklə', ';');
  await chooseLanguage(page, 'az', 'Русский');
  const russian = await exportCsv(page, 'Выгрузить CSV', ';');
  expect(russian.text).toBe(azerbaijani.text);
  expect(azerbaijani.fileName).toBe('stansiya-sessions-v1-2020-01-01_2099-12-31.csv');
  expect(azerbaijani.header[0]).toBe('doc_no');
  expect(azerbaijani.rows[0]).toMatchObject({ id_tag: '0012345678', energy_wh: '12345', currency: 'AZN' });
});

test('the file for people speaks the language on the screen', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: 'ABC', meterStart: 0, meterStop: 12_345, reason: 'EVDisconnected' });
  const page = await openConsole(`/reports?${anyTime}`);
  await chooseLanguage(page, 'az', 'English');
  const english = await exportCsv(page, 'Export CSV', ',');
  expect(english.rows[0]).toMatchObject({ 'Energy, kWh': '12.345', 'Why it ended': 'Car unplugged', Card: 'ABC' });
});

test('sessions that need a look are told of before the export, and shown', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: 'AAAA1', meterStart: 9000, meterStop: 8000 });
  await reportCharge(charger, { idTag: 'BBBB2', meterStart: 9000, meterStop: 9500 });
  const page = await openConsole(`/reports?${anyTime}`);
  await expect(page.getByText('1 seansın rəqəmləri şübhəlidir.')).toBeVisible();
  await page.getByRole('link', { name: 'Göstər' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'AAAA1' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'BBBB2' })).toHaveCount(0);
});

test('a period without sessions cannot be exported, and says so', async ({ openConsole }) => {
  const page = await openConsole('/reports');
  await expect(page.getByRole('combobox', { name: 'Dövr' }).locator('..')).toContainText('Keçən ay');
  await expect(page.getByText('Bu dövrdə bitmiş seans yoxdur.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'CSV faylı yüklə' })).toBeDisabled();
});
