import { expect } from '@playwright/test';
import { test } from './console-test.ts';

const route = '/stations/HALL-1?tab=limits';

test('a limit is set, confirmed by the station, drawn, told as a table and removed', async ({
  openConsole,
  simulate,
}) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await page.getByRole('textbox', { name: 'Ən çox' }).fill('10');
  await page.getByRole('button', { name: 'Həddi qoy' }).click();
  await expect(page.getByText('Hədd qüvvədədir: stansiya təsdiqlədi.')).toBeVisible();
  const installed = page.locator('[data-profile]');
  await expect(installed).toHaveCount(1);
  await expect(installed).toContainText('Bütün stansiya');

  await expect(page.getByRole('img', { name: /ən çox 10 A|ən çox .* kVt/ })).toBeVisible();
  await page.getByRole('button', { name: 'Cədvəl' }).click();
  await expect(page.getByRole('table')).toContainText(/10 A|kVt/);

  await installed.getByRole('button', { name: 'Həddi götür' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Həddi götür' }).click();
  await expect(installed).toHaveCount(0);
});

test('a limit at certain hours needs both of them, and an amount is read with a comma', async ({
  openConsole,
  simulate,
}) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  const set = page.getByRole('button', { name: 'Həddi qoy' });
  await page.getByRole('textbox', { name: 'Ən çox' }).fill('çox');
  await expect(page.getByText('Ədəd yazın')).toBeVisible();
  await page.getByRole('textbox', { name: 'Ən çox' }).fill('7,4');
  await page.getByRole('button', { name: 'kVt', exact: true }).click();
  await page.getByLabel('Hər gün bu saatlarda').check();
  await expect(set).toBeDisabled();
  await page.getByRole('textbox', { name: 'Başlanğıc' }).fill('18:00');
  await page.getByRole('textbox', { name: 'Son' }).fill('23');
  await set.click();
  await expect(page.locator('[data-profile]')).toContainText('hər gün');
  await expect(page.locator('[data-profile]')).toContainText('7,4 kVt');
});

test('a station that takes no limit is told so, with every form that was tried', async ({ openConsole, simulate }) => {
  await simulate('HALL-1', { profiles: ['Core'] });
  const page = await openConsole(route);
  await page.getByRole('textbox', { name: 'Ən çox' }).fill('16');
  await page.getByRole('button', { name: 'Həddi qoy' }).click();
  await expect(page.getByText('Stansiya həddi heç bir formada qəbul etmədi.')).toBeVisible();
  await page.getByText(/cəhd edilib/).click();
  await expect(page.getByRole('status').getByRole('listitem').first()).toContainText('bacarmır');
});
