import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './console-test.ts';

const row = (page: Page, stationId: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name: stationId, exact: true }) });
const answer = (page: Page, card: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: card }) });

test('the page says which charger would work with which card, and sends the list', async ({
  openConsole,
  service,
  simulate,
}) => {
  await service.client.call('idTokens.add', { idToken: '04A2B91C', label: 'Leyla' });
  await service.client.call('idTokens.add', { idToken: '99FF00', label: 'Kamran', status: 'Blocked' });
  await simulate('HALL-1');
  const page = await openConsole('/cards');
  await page.getByRole('link', { name: 'Kompüter sönülü olanda' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kompüter sönülü olanda' })).toBeVisible();
  await expect(answer(page, 'Leyla')).toContainText('məlum deyil');

  await row(page, 'HALL-1').getByRole('button', { name: 'Göndər', exact: true }).click();
  await expect(row(page, 'HALL-1')).toContainText('Kartlarla eynidir');
  await expect(answer(page, 'Leyla').getByText('işləyər')).toHaveCount(1);
  await expect(answer(page, 'Kamran').getByText('işləyər')).toHaveCount(0);
  await row(page, 'HALL-1').getByRole('button', { name: 'Kartları göstər' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '04A2B91C' })).toContainText('Leyla');
});

test('a list falls behind when cards change, and follows by itself once that is turned on', async ({
  openConsole,
  service,
  simulate,
}) => {
  await service.client.call('idTokens.add', { idToken: '04A2B91C', label: 'Leyla' });
  await simulate('HALL-1');
  await service.client.call('localLists.send', { stationId: 'HALL-1' });
  const page = await openConsole('/local-lists');
  await expect(row(page, 'HALL-1')).toContainText('Kartlarla eynidir');
  await service.client.call('idTokens.add', { idToken: 'NEW00001', label: 'Nigar' });
  await expect(row(page, 'HALL-1')).toContainText('Köhnəlib');
  await expect(row(page, 'HALL-1')).toContainText('Əlavə olunacaq: 1');
  await expect(answer(page, 'Nigar').getByText('göndəriləndən sonra')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'HALL-1: kartlar dəyişəndə siyahı özü yenilənsin' }).click();
  await expect(row(page, 'HALL-1')).toContainText('Kartlarla eynidir');
  await expect(answer(page, 'Nigar').getByText('işləyər')).toHaveCount(1);
});

test('a charger that is not connected can be sent nothing', async ({ openConsole, service }) => {
  await service.client.call('stations.add', { stationId: 'FAR-1', name: '' });
  const page = await openConsole('/local-lists');
  await expect(row(page, 'FAR-1')).toContainText('Hələ məlum deyil');
  await expect(row(page, 'FAR-1').getByRole('button', { name: 'Göndər', exact: true })).toBeDisabled();
});
