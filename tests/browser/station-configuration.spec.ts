import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningService } from '../harness/service.ts';
import { test } from './console-test.ts';

const route = '/stations/HALL-1?tab=configuration';
const row = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`);
const search = (page: Page): Locator => page.getByRole('textbox', { name: 'Ayar axtar' });
/** What the station holds, asked anew. */
async function told(service: RunningService, key: string): Promise<string | null | undefined> {
  const { entries } = await service.client.call('configuration.read', { stationId: 'HALL-1' });
  return entries.find((entry) => entry.key === key)?.value;
}

const write = (page: Page): Locator => page.getByRole('button', { name: 'Stansiyaya yaz' });

test('settings are read from the station, searched, changed and read back', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  const heartbeat = row(page, 'HeartbeatInterval');
  await expect(heartbeat).toBeVisible();
  await expect(row(page, 'NumberOfConnectors').getByRole('button')).toHaveCount(0);
  await expect(row(page, 'NumberOfConnectors').getByRole('img')).toHaveAccessibleName(/Yalnız oxumaq/);

  await search(page).fill('heartbeat');
  await expect(page.locator('[data-key]')).toHaveCount(1);
  await search(page).fill('ölçmə aralığı');
  await expect(row(page, 'MeterValueSampleInterval')).toBeVisible();
  await search(page).fill('');

  await heartbeat.getByRole('button').click();
  const value = page.getByRole('dialog').getByRole('textbox', { name: 'Qiymət' });
  await value.fill('often');
  await expect(page.getByText('Tam ədəd olmalıdır')).toBeVisible();
  await expect(write(page)).toBeDisabled();
  await value.fill('777');
  await write(page).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(heartbeat).toContainText('777 san');
});

test('a yes or no is chosen, a list is made of words, and what a station refuses is told', async ({
  openConsole,
  simulate,
  service,
}) => {
  await simulate('HALL-1', { behaviour: { refusedMeasurands: ['Current.Offered'] } });
  const page = await openConsole(route);
  await row(page, 'LocalPreAuthorize').getByRole('button').click();
  await page.getByRole('dialog').getByLabel('Bəli').check();
  await write(page).click();
  await expect(row(page, 'LocalPreAuthorize')).toContainText('Bəli');

  await row(page, 'MeterValuesSampledData').getByRole('button').click();
  await page.getByRole('combobox', { name: 'Qiymət', exact: true }).press('Enter');
  await page.getByRole('option', { name: /Təklif olunan cərəyan/ }).click();
  await page.keyboard.press('Escape');
  await write(page).click();
  await expect(page.getByRole('dialog')).toContainText('stansiya rədd etdi');
  await page.getByRole('button', { name: 'Hansıları qəbul etdiyini yoxla' }).click();
  await expect(page.getByText('Qəbul etmir: Təklif olunan cərəyan')).toBeVisible();
  await expect(page.getByText(/^Qəbul edir: .*Gərginlik/)).toBeVisible();
  const taken = await told(service, 'MeterValuesSampledData');
  expect(taken).toContain('Voltage');
  expect(taken).not.toContain('Current.Offered');
});

test('wanted values show what differs, and only that is written', async ({ openConsole, simulate, service }) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole(route);
  await expect(row(page, 'HeartbeatInterval')).toBeVisible();
  await page.getByRole('button', { name: 'İndiki kimi qalsın' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(page.getByText(/ayarın necə olmalı olduğu yadda saxlanılıb/)).toBeVisible();

  charger.configure('ConnectionTimeOut', '33');
  await page.getByRole('button', { name: 'Stansiyadan oxu' }).click();
  await expect(page.getByText('1 ayar istədiyiniz kimi deyil.')).toBeVisible();
  await page.getByRole('button', { name: 'Fərqlər 1' }).click();
  await expect(page.locator('[data-key]')).toHaveCount(1);
  await expect(row(page, 'ConnectionTimeOut')).toContainText('fərqlidir');

  await page.getByRole('button', { name: 'Fərqləri yaz' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('ConnectionTimeOut');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yaz', exact: true }).click();
  await expect(page.getByText('1 ayar istədiyiniz kimi deyil.')).toBeHidden();
  expect(await told(service, 'ConnectionTimeOut')).toBe('60');
});

test('a setting that needs a restart says so, with the restart at hand', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await row(page, 'MaxPower').getByRole('button').click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Qiymət' }).fill('7000');
  await write(page).click();
  await expect(row(page, 'MaxPower')).toContainText('yenidən başlatmaq lazımdır');
  await page.getByRole('button', { name: 'Yenidən başlat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yenidən başlat' }).click();
  await expect(page.getByText('1 ayar yenidən başlatmadan sonra')).toBeHidden({ timeout: 20_000 });
});
