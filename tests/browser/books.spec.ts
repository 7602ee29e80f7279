import { expect } from '@playwright/test';
import { reportCharge } from './charges.ts';
import { test } from './console-test.ts';

const always = { weekdays: [], fromMinute: null, toMinute: null, season: null, firstDate: null, lastDate: null };
const body = {
  use: 'sale',
  startFeeE4: 0,
  elements: [{ label: '', when: always, energyPerKwhE4: 3000, chargingPerMinuteE4: 0, idlePerMinuteE4: 0 }],
  ...{ idleGraceMinutes: 0, idleCapMinor: null, minimumMinor: null, maximumMinor: null },
  appliesTo: { evses: [], powerClass: null, groupIds: [], customerIds: [], idTokens: [] },
} as const;

test('a session tells what it cost, is put right with a reason, and the journal and the verification know of it', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('tariffs.add', { name: 'Gündüz', validFrom: '2020-01-01T00:00:00Z', body });
  await service.client.call('idTokens.add', { idToken: 'AAAA1' });
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: 'AAAA1', meterStart: 0, meterStop: 20_000 });
  const { rows } = await service.client.call('sessions.list', {});
  expect(rows[0]).toMatchObject({ grossMinor: 600, paidMinor: 0, paymentStatus: 'unpaid' });

  const page = await openConsole(`/sessions/${rows[0]?.sessionId ?? ''}`);
  const bill = page.getByRole('region', { name: 'Nə qədər edib' });
  await expect(bill).toContainText('“Gündüz” tarifi, 1-ci versiya');
  await expect(bill.getByText(/^6,00\s₼$/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Düzəliş' }).click();
  await page.getByText('Dəyərləri əl ilə yaz').click();
  const dialog = page.getByRole('dialog', { name: 'Dəyərləri əl ilə yaz' });
  await dialog.getByLabel('Enerji, kVt·saat').fill('10,5');
  await expect(dialog.getByRole('button', { name: 'Düzəlt' })).toBeDisabled();
  await dialog.getByLabel('Səbəb').fill('Sayğacın şəkli var');
  await dialog.getByRole('button', { name: 'Düzəlt' }).click();
  await expect(bill.getByRole('heading', { name: 'Düzəlişlər' })).toBeVisible();
  await expect(bill).toContainText('Sayğacın şəkli var');
  await expect(bill.getByRole('row', { name: 'Ləğvetmə 2' })).toContainText(/-6,00\s₼/);
  await expect(bill.getByRole('row', { name: 'Hesablama 3' })).toContainText(/3,15\s₼/);

  await page.goto(page.url().replace(/#.*$/, '#/journal'));
  await expect(page.getByText('Seansı düzəldib')).toBeVisible();
  await page.getByRole('button', { name: 'Yoxla', exact: true }).click();
  await expect(page.getByText('Uçot bütövdür.')).toBeVisible();
});
