import { expect } from '@playwright/test';
import { choose } from './choose.ts';
import { test } from './console-test.ts';

test.use({ flags: ['--lang', 'az'] });

test('who may charge is a switch with a plain explanation, and holds for the next card', async ({
  openConsole,
  service,
  simulate,
}) => {
  const page = await openConsole('/settings');
  await page.getByRole('checkbox', { name: 'Yeni stansiyaları soruşmadan qəbul et' }).click();
  await expect.poll(async () => (await service.client.call('settings.get', {})).acceptUnknown).toBe(true);
  const charger = await simulate('HALL-1');
  expect((await charger.authorize('STRANGER')).status).toBe('Invalid');
  const anyCard = page.getByRole('checkbox', { name: 'İstənilən kartla şarja icazə ver' });
  await expect(anyCard).toHaveAccessibleDescription(/siyahıda olmayan kartlar da şarj edə bilir/);
  await anyCard.click();
  await expect.poll(async () => (await service.client.call('settings.get', {})).acceptAnyCard).toBe(true);
  expect((await charger.authorize('STRANGER')).status).toBe('Accepted');
});

test('a number out of range is not taken and says its limits', async ({ openConsole, service }) => {
  const page = await openConsole('/settings');
  const retention = page.getByRole('textbox', { name: 'Jurnalı neçə gün saxlamaq' });
  const { frameRetentionDays } = await service.client.call('settings.get', {});
  await expect(retention).toHaveValue(String(frameRetentionDays));
  await retention.fill('0');
  await retention.press('Enter');
  await expect(page.getByText('1 ilə 3.650 arasında tam ədəd yazın')).toBeVisible();
  expect((await service.client.call('settings.get', {})).frameRetentionDays).toBe(frameRetentionDays);
  await retention.fill('45');
  await retention.press('Enter');
  await expect.poll(async () => (await service.client.call('settings.get', {})).frameRetentionDays).toBe(45);
});

test('site name, time zone and language are kept, and another window follows', async ({
  openConsole,
  service,
  context,
}) => {
  const page = await openConsole('/settings');
  const second = await context.newPage();
  await second.goto(`${service.consoleUrl}#/settings`);
  await page.getByRole('textbox', { name: 'Obyektin adı' }).fill('Gənclik mərkəzi');
  await page.getByRole('textbox', { name: 'Obyektin adı' }).press('Enter');
  await expect(second.getByRole('textbox', { name: 'Obyektin adı' })).toHaveValue('Gənclik mərkəzi');
  await page.getByRole('combobox', { name: 'Saat qurşağı' }).fill('Istanbul');
  await page.getByRole('option', { name: 'Europe/Istanbul' }).click();
  await choose(page, 'Dil', 'Türkçe');
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Ayarlar');
  await expect(second.getByRole('textbox', { name: 'Tesisin adı' })).toHaveValue('Gənclik mərkəzi');
  await expect
    .poll(() => service.client.call('settings.get', {}))
    .toMatchObject({
      siteName: 'Gənclik mərkəzi',
      timeZone: 'Europe/Istanbul',
      language: 'tr',
    });
});

test('the place and size of the data are told', async ({ openConsole, service }) => {
  const page = await openConsole('/settings');
  await expect(page.getByText(`${service.dataFolder}/stansiya.db`)).toBeVisible();
  await expect(page.getByText(/Həcmi: \d+(,\d)?\s[KM]B\./)).toBeVisible();
});
