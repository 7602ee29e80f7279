import { expect } from '@playwright/test';
import { openDoors } from '../harness/service.ts';
import { test } from './console-test.ts';

test.use({ flags: [...openDoors, '--ocpp-tls-port', '0', '--lang', 'az'] });

const route = '/stations/HALL-1?tab=security';

test('a password is made and shown once, for the form of the station, after a warning that it is cut off', async ({
  openConsole,
  simulate,
  service,
}) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await expect(page.getByText('Parol qoyulmayıb:')).toBeVisible();
  await page.getByRole('button', { name: 'Yeni parol yarat' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('indiki əlaqəsi kəsiləcək');
  await question.getByRole('button', { name: 'Yeni parol yarat' }).click();
  const shown = page.locator('code');
  await expect(shown).toHaveText(/^[0-9a-f]{40}$/i);
  await expect(page.getByText('Parol qoyulub:')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Parol qoyulub:')).toBeVisible();
  await expect(shown).toHaveCount(0);
  const station = await service.client.call('stations.get', { stationId: 'HALL-1' });
  expect(station.passwordSet).toBe(true);
});

test('a password is changed over the connection, and the station comes back with the new one', async ({
  openConsole,
  simulate,
  service,
}) => {
  const { password } = await service.client
    .call('stations.add', { stationId: 'HALL-1', name: '' })
    .then(() => service.client.call('security.generateKey', { stationId: 'HALL-1' }));
  const charger = await simulate('HALL-1', { password: Buffer.from(password, 'hex') });
  const page = await openConsole(route);
  await page.getByRole('button', { name: 'Uzaqdan dəyiş' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Uzaqdan dəyiş' }).click();
  await expect(page.getByText(/Stansiya yeni parol/)).toBeVisible();
  charger.goOffline();
  await charger.goOnline();
  await expect(page.getByText('Stansiya yeni parolla qoşulub.')).toBeVisible();
});

test('the way to a higher profile says what is missing before anything is sent', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await page.getByRole('button', { name: '2: parol və şifrələmə' }).click();
  const steps = page.getByRole('region', { name: '2: parol və şifrələmə səviyyəsinə addımlar' });
  await expect(steps.locator('[data-need="password"]')).toHaveAttribute('data-state', 'missing');
  await expect(steps.locator('[data-need="tls"]')).toHaveAttribute('data-state', 'missing');
  await expect(steps.locator('[data-need="root"]')).toHaveAttribute('data-state', 'unknown');
  await expect(steps.getByRole('button', { name: 'Səviyyəni qaldır' })).toBeDisabled();
  await steps.getByRole('button', { name: 'Stansiyadan soruş' }).click();
  await expect(steps.locator('[data-need="root"]')).toHaveAttribute('data-state', 'missing');
});

test('a station without a password is raised to the first profile, step by step', async ({
  openConsole,
  simulate,
  service,
}) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await page.getByRole('button', { name: '1: parol' }).click();
  const steps = page.getByRole('region', { name: '1: parol səviyyəsinə addımlar' });
  const raise = steps.getByRole('button', { name: 'Səviyyəni qaldır' });
  await expect(raise).toBeDisabled();
  await steps.getByRole('button', { name: 'Uzaqdan ver' }).click();
  await expect(steps.locator('[data-need="password"]')).toHaveAttribute('data-state', 'there');
  await expect(page.getByText('Stansiya yeni parolla qoşulub.')).toBeVisible();
  await expect(page.getByText('Onlayn', { exact: true })).toBeVisible();
  await raise.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Səviyyəni qaldır' }).click();
  await expect(page.getByText('Yalnız öz qapalı şəbəkənizdə məqbuldur')).toBeHidden({ timeout: 20_000 });
  await expect(page.getByText('Onlayn', { exact: true })).toBeVisible({ timeout: 20_000 });
  const station = await service.client.call('stations.get', { stationId: 'HALL-1' });
  expect(station.securityProfile).toBe(1);
});

test('a station is given our root and asks for its own certificate, which can be revoked', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('security.turnOn', {});
  await simulate('HALL-1');
  const page = await openConsole(route);
  await page.getByRole('button', { name: 'Kök sertifikatı yüklə' }).click();
  await expect(page.getByText('Serverə (bu proqrama) güvənmək üçün')).toHaveCount(2);

  await page.getByRole('button', { name: 'Yeni sertifikat istəsin' }).click();
  const certificate = page.locator('[data-certificate]').first();
  await expect(certificate).toContainText('İşləyir');
  await certificate.getByRole('button', { name: 'Ləğv et' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Ləğv et' }).click();
  await expect(certificate).toContainText('Ləğv edilib');
});

test('what a station reports of its safety is listed in words', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole(route);
  await charger.call('SecurityEventNotification', {
    type: 'TamperDetectionActivated',
    timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    techInfo: 'lid',
  });
  const event = page.getByRole('listitem').filter({ hasText: 'lid' });
  await expect(event).toContainText('mühüm');
});
