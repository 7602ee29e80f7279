import { expect, type Page } from '@playwright/test';
import { reportCharge, reportStart } from './charges.ts';
import { choose } from './choose.ts';
import { test } from './console-test.ts';

const rows = (page: Page) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });

test('a site without sessions is told how to get its first one', async ({ openConsole }) => {
  const page = await openConsole('/sessions');
  await expect(page.getByRole('heading', { name: 'Hələ seans yoxdur' })).toBeVisible();
  await page.getByRole('link', { name: 'Stansiyanı qoş', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Stansiyanı qoşmaq', level: 1 })).toBeVisible();
});

test('finished charges are listed with card, duration and energy, and the totals count all of them', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: '04A2B91C', label: 'Leyla Həsənova' });
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: '04A2B91C', meterStart: 1000, meterStop: 13_345, stoppedMsAgo: 0 });
  await reportCharge(charger, { idTag: '0012345678', meterStart: 13_345, meterStop: 13_350, reason: 'EVDisconnected' });
  const page = await openConsole('/sessions');
  await expect(rows(page)).toHaveCount(2);
  const leyla = rows(page).filter({ hasText: 'Leyla Həsənova' });
  await expect(leyla).toContainText('HALL-1 · konnektor 1');
  await expect(leyla).toContainText(/1\ssaat/);
  await expect(leyla).toContainText(/12,345\skVt·saat/);
  await expect(leyla).toContainText('Stansiyanın yanında dayandırıldı');
  await expect(leyla).toContainText('Qaydasındadır');
  await expect(rows(page).filter({ hasText: '0012345678' })).toContainText('Avtomobil ayrıldı');
  await expect(page.getByText(/^2 seans, 12,350\skVt·saat$/)).toBeVisible();
  await leyla.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Seans \d+/);
});

test('a running session counts, and is finished in the list without a reload', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1', { meterSampleSeconds: 1 });
  await charger.plugIn(1);
  await charger.presentCard(1, '04A2B91C');
  const page = await openConsole('/sessions');
  const [row] = [rows(page).first()];
  await expect(row).toContainText('Davam edir');
  await expect(row.locator('time')).toHaveText(/^0:0\d:\d\d$/);
  await expect(row).toContainText(/0,[0-9]*[1-9][0-9]*\skVt·saat/);
  await charger.stopTransaction(1);
  await expect(row).toContainText('Stansiyanın yanında dayandırıldı');
  await expect(row).not.toContainText('Davam edir');
});

test('every filter narrows the list, stays in the address and can be cleared', async ({
  openConsole,
  simulate,
  service,
}) => {
  const hall = await simulate('HALL-1');
  const yard = await simulate('YARD-1');
  await service.client.call('stations.update', { stationId: 'YARD-1', name: 'Həyət' });
  await service.client.call('idTokens.add', { idToken: 'TAXI77', label: 'Taksi 77' });
  await reportCharge(hall, { idTag: 'AAAA1', meterStart: 0, meterStop: 5000 });
  await reportCharge(hall, { idTag: 'TAXI77', meterStart: 9000, meterStop: 8000 });
  await reportStart(yard, { idTag: 'BBBB2', meterStart: 0 });
  const page = await openConsole('/sessions');
  await expect(rows(page)).toHaveCount(3);

  await choose(page, 'Stansiya', 'Həyət');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('BBBB2');
  await choose(page, 'Stansiya', 'Bütün stansiyalar');
  await choose(page, 'Vəziyyət', 'Bitmişlər');
  await expect(rows(page)).toHaveCount(2);
  await choose(page, 'Yoxlama', 'Yoxlayın');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Taksi 77');
  expect(page.url()).toContain('state=closed&verdict=review');

  await rows(page).getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Yoxlama' })).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Süzgəcləri təmizlə' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Kart' }).fill('taksi');
  await page.getByRole('option', { name: 'Taksi 77' }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Süzgəcləri təmizlə' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('/');
  await page.keyboard.type('bbbb');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('BBBB2');
  await page.keyboard.type('zzz');
  await expect(page.getByRole('heading', { name: 'Belə seans tapılmadı' })).toBeVisible();
});

test('dates of one’s own are typed the way people here write them', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: 'AAAA1', meterStart: 0, meterStop: 5000 });
  const page = await openConsole('/sessions');
  await choose(page, 'Dövr', 'Öz tarixlərim');
  const first = page.getByRole('textbox', { name: 'Hansı gündən' });
  const last = page.getByRole('textbox', { name: 'Hansı günə qədər' });
  await first.fill('31.02.2020');
  await expect(page.getByText('Tarix belə yazılır: 31.12.2026').first()).toBeVisible();
  await first.fill('1.2.2020');
  await last.fill('28.02.2020');
  await last.press('Enter');
  await expect(first).toHaveValue('01.02.2020');
  await expect(page.getByRole('heading', { name: 'Belə seans tapılmadı' })).toBeVisible();
  await last.fill('31.12.2099');
  await last.press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await last.fill('01.01.2020');
  await last.press('Enter');
  await expect(page.getByText('Son gün ilk gündən əvvəldir')).toBeVisible();
});

test('a long list is turned page by page', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  for (let number = 1; number <= 53; number += 1) {
    await reportCharge(charger, {
      idTag: `CARD${String(number)}`,
      meterStart: number * 1000,
      meterStop: number * 1000 + 1,
      startedMsAgo: 10_000_000 - number * 60_000,
      stoppedMsAgo: 9_990_000 - number * 60_000,
    });
  }
  const page = await openConsole('/sessions');
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByText('1–50, cəmi 53')).toBeVisible();
  await page.getByRole('button', { name: 'Növbəti səhifə' }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).last()).toContainText('CARD1');
  await expect(page.getByText('51–53, cəmi 53')).toBeVisible();
  await expect(page.getByText(/^53 seans, 0,053\skVt·saat$/)).toBeVisible();
  await page.getByRole('button', { name: 'İlk səhifə' }).click();
  await expect(rows(page).first()).toContainText('CARD53');
});

test('the export of the shown period is one press away', async ({ openConsole }) => {
  const page = await openConsole('/sessions?period=lastQuarter');
  await page.getByRole('link', { name: 'Bu dövrü yüklə' }).click();
  await expect(page.getByRole('heading', { name: 'Hesabatlar' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Dövr' }).locator('..')).toContainText('Keçən rüb');
});
