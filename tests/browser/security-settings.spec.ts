import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { makeDataFolder, openDoors, startService } from '../harness/service.ts';
import { test } from './console-test.ts';

test.use({ flags: [...openDoors, '--ocpp-tls-port', '0', '--lang', 'az'] });

const section = (page: Page): Locator => page.getByRole('region', { name: 'Şifrələnmiş əlaqə', exact: true });

test('encrypted connections are turned on, the root certificate is saved, and they are turned off with a warning', async ({
  openConsole,
  service,
}) => {
  const page = await openConsole('/settings');
  await expect(section(page)).toContainText('Söndürülüb');
  await section(page).getByRole('button', { name: 'Şifrələnmiş əlaqəni yandır' }).click();
  await expect(section(page).getByRole('status')).toContainText(/İşləyir, port \d+/);
  const { tls, roots } = await service.client.call('security.get', {});
  expect(tls.listening).toBe(true);
  await expect(section(page).getByText(tls.urls[0] ?? '?', { exact: true })).toBeVisible();
  const [root] = roots;
  const pairs = (root?.fingerprint.match(/../g) ?? []).join(':').toUpperCase();
  await expect(section(page).getByText(pairs)).toBeVisible();
  await expect(section(page)).toContainText('Gizli açarlar diskdə şifrələnməyib');

  const download = page.waitForEvent('download');
  await section(page).getByRole('button', { name: 'PEM kimi saxla' }).click();
  const pem = await readFile(await (await download).path(), 'utf8');
  expect(pem.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(roots.length);

  await section(page).getByRole('button', { name: 'Söndür' }).click();
  const sure = page.getByRole('alertdialog', { name: 'Şifrələnmiş əlaqə söndürülsün?' });
  await sure.getByRole('button', { name: 'Söndür' }).click();
  await expect(section(page)).toContainText('Söndürülüb');
  expect((await service.client.call('security.get', {})).tls.enabled).toBe(false);
});

test('who turns encryption off or makes new root certificates is told which chargers that is about', async ({
  openConsole,
  service,
}) => {
  const { roots } = await service.client.call('security.turnOn', {});
  await service.client.call('stations.add', { stationId: 'HALL-1', name: 'Zal 1', password: 'twelve-letters' });
  await service.client.call('stations.add', { stationId: 'YARD-1', name: 'Həyət' });
  await service.client.call('security.setProfile', { stationId: 'HALL-1', profile: 2 });
  const page = await openConsole('/settings');
  const makeNew = section(page).getByRole('button', { name: 'Yeni kök sertifikatlar yarat' });
  const question = page.getByRole('alertdialog');
  await section(page).getByRole('button', { name: 'Söndür' }).click();
  await expect(question).toContainText('Söhbət bu stansiyalardan gedir: Zal 1.');
  await expect(makeNew).toHaveCount(0);
  await question.getByRole('button', { name: 'Söndür' }).click();
  await expect(section(page)).toContainText('Söndürülüb');

  await makeNew.click();
  await expect(question).toContainText('Zal 1');
  await expect(question).not.toContainText('Həyət');
  await question.getByRole('button', { name: 'Yeni kök sertifikatlar yarat' }).click();
  await expect(question).toHaveCount(0);
  const made = await service.client.call('security.get', {});
  expect(made.roots[0]?.fingerprint).not.toBe(roots[0]?.fingerprint);
});

test('a certificate authority that is gone is told, and made anew', async ({ page, flags }) => {
  const dataFolder = await makeDataFolder();
  const before = await startService({ dataFolder, flags });
  await before.client.call('security.turnOn', {});
  await before.client.call('security.turnOff', {});
  await before.stop();
  await rm(join(dataFolder, 'tls'), { recursive: true });
  const service = await startService({ dataFolder, flags });
  await page.goto(`${service.consoleUrl}#/settings`);
  await expect(section(page).getByRole('status')).toContainText('sertifikat faylları yoxdur');
  await section(page).getByRole('button', { name: 'Yeni kök sertifikatlar yarat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yeni kök sertifikatlar yarat' }).click();
  await expect(section(page).getByRole('status')).toContainText('Söndürülüb');
  await section(page).getByRole('button', { name: 'Şifrələnmiş əlaqəni yandır' }).click();
  await expect(section(page).getByRole('status')).toContainText(/İşləyir, port \d+/);
  await service.stop();
});

test('the strings for a charger can be the encrypted ones', async ({ openConsole, service }) => {
  await service.client.call('security.turnOn', {});
  const { tls } = await service.client.call('security.get', {});
  const page = await openConsole('/connect');
  const strings = page.getByRole('region', { name: '2. Stansiyaya bunları yazın' });
  await expect(strings.getByText(`${service.ocppUrl}/CP01`)).toBeVisible();
  await strings.getByRole('button', { name: 'Şifrələnmiş (wss)' }).click();
  await expect(strings.getByText(`${tls.urls[0] ?? '?'}/CP01`)).toBeVisible();
  await expect(strings.getByRole('button', { name: 'PEM kimi saxla' })).toBeVisible();
});

test('who runs the chargers is kept', async ({ openConsole, service }) => {
  const page = await openConsole('/settings');
  const name = section(page).getByRole('textbox', { name: 'Stansiyaları işlədən şirkətin adı' });
  await name.fill('Gənclik MMC');
  await name.press('Enter');
  await expect.poll(async () => (await service.client.call('settings.get', {})).operatorName).toBe('Gənclik MMC');
});
