import { test as base, expect } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleDocuments } from '../harness/example-documents.ts';
import { pdfText } from '../harness/read-pdf.ts';
import { seedDocuments } from '../harness/seed-documents.ts';
import { type RunningService, startService } from '../harness/service.ts';
import { chooseOption } from './console-test.ts';

const test = base.extend<{ readonly service: RunningService }>({
  service: async ({}, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'stansiya-documents-'));
    await seedDocuments(dataFolder, [exampleDocuments.receipt, exampleDocuments.statement]);
    const service = await startService({ dataFolder, flags: ['--lang', 'az'] });
    await use(service);
    await service.stop();
    await rm(dataFolder, { recursive: true, force: true });
  },
});

test('a receipt is found, seen as it prints, saved as a PDF in another language, and voided with a reason', async ({
  page,
  service,
}) => {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${service.consoleUrl}#/documents`);
  await expect(page.getByRole('row')).toHaveCount(3);
  await chooseOption(page, 'Növ', 'Hesab-qəbz');
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('link', { name: 'Q-2026-000001' }).click();

  const preview = page.frameLocator('iframe');
  await expect(preview.getByRole('heading', { name: 'Hesab-qəbz' })).toBeVisible();
  await expect(preview.getByText('(fiskal sənəd deyil)')).toBeVisible();
  expect(await preview.locator('body').evaluate((body) => getComputedStyle(body).fontFamily)).toContain('Inter');
  expect(
    await preview.locator('body').evaluate(({ ownerDocument }) => ownerDocument.fonts.check('12px Inter', 'Əə₼')),
  ).toBe(true);

  await chooseOption(page, 'Kağız', 'Qəbz lenti 80 mm');
  await chooseOption(page, 'Sənədin dili', 'Русский');
  await expect(preview.getByRole('heading', { name: 'Квитанция об оплате' })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PDF saxla' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Q-2026-000001.pdf');
  const text = await pdfText(await readFile(await download.path()));
  expect(text).toContain('“Gəncə Enerji” MMC');
  expect(text).toContain('не является фискальным документом');

  await page.getByRole('button', { name: 'Ləğv et' }).click();
  await page.getByRole('textbox', { name: 'Səbəb' }).fill('Səhv müştəri');
  await page.getByRole('dialog').getByRole('button', { name: 'Ləğv et' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Səhv müştəri' })).toBeVisible();
  await expect(preview.getByText('АННУЛИРОВАН')).toBeVisible();
  expect(faults).toEqual([]);
});

test('a VÖEN and an IBAN that look wrong are kept with a warning', async ({ page, service }) => {
  await page.goto(`${service.consoleUrl}#/settings`);
  const voen = page.getByRole('textbox', { name: 'VÖEN', exact: true });
  await voen.fill('1401555081');
  await voen.press('Enter');
  await expect(page.getByText('Yoxlama rəqəmi uyğun gəlmir')).toBeVisible();
  const iban = page.getByRole('textbox', { name: 'Hesablaşma hesabı (IBAN)' });
  await iban.fill('az21nabz00000000137010001944');
  await iban.press('Enter');
  await expect(iban).toHaveValue('AZ21 NABZ 0000 0000 1370 1000 1944');
  await expect
    .poll(() => service.client.call('business.get', {}))
    .toMatchObject({ voen: '1401555081', iban: 'AZ21NABZ00000000137010001944' });
});
