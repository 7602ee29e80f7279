import { expect } from '@playwright/test';
import { choose } from './choose.ts';
import { test } from './console-test.ts';

const route = '/stations/HALL-1';

test('a connector is reserved for a card until a time, and set free again', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: 'CARD-7', label: 'Leyla Məmmədova' });
  const charger = await simulate('HALL-1', { connectors: 2 });
  const page = await openConsole(route);
  await page.locator('[data-evse="2"]').getByRole('button', { name: 'Rezerv et' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Kimin üçün?', 'Leyla Məmmədova (CARD-7)');
  await dialog.getByRole('button', { name: '2 saat' }).click();
  await dialog.getByRole('button', { name: 'Rezerv et' }).click();
  await expect(dialog).toBeHidden();

  const row = page.locator('[data-reservation]').first();
  await expect(row).toContainText('Qüvvədədir');
  await expect(row).toContainText('Leyla Məmmədova');
  await expect(row).toContainText('Konnektor 2');
  await expect(row).toContainText(/qalıb 1:59:\d\d/);
  await expect(page.locator('[data-evse="2"]')).toContainText('Rezerv edilib');
  await expect(page.locator('[data-evse="2"]')).toContainText('Leyla Məmmədova üçün saxlanılıb');
  expect(charger.connector(2).status).toBe('Reserved');

  await row.getByRole('button').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Ləğv et' }).click();
  await expect(row).toContainText('Ləğv edilib');
  await expect(page.locator('[data-evse="2"]')).toContainText('Boş');
});

test('a station that is in use says why it takes no reservation', async ({ openConsole, simulate, service }) => {
  await service.client.call('idTokens.add', { idToken: 'CARD-7', label: 'Leyla' });
  const charger = await simulate('HALL-1');
  await charger.plugIn(1);
  const page = await openConsole(route);
  await page.locator('[data-evse="1"]').getByRole('button', { name: 'Rezerv et' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Kimin üçün?', 'Leyla (CARD-7)');
  await dialog.getByRole('button', { name: 'Rezerv et' }).click();
  await expect(dialog).toContainText('konnektor tutulub');
  await dialog.getByRole('button', { name: 'İmtina' }).click();
  await expect(page.locator('[data-reservation]').first()).toContainText('Alınmadı');
});
