import { expect } from '@playwright/test';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { choose } from './choose.ts';
import { test } from './console-test.ts';

const route = '/stations/HALL-1?tab=files';
/** More than two pieces of the upload. */
const image = randomBytes(1_200_000);

test('a firmware file is added, fetched and installed by the station, and removed', async ({
  openConsole,
  simulate,
}) => {
  await simulate('HALL-1', { installMs: 200 });
  const page = await openConsole(route);
  await page.setInputFiles('input[type="file"]', {
    name: 'hall-2.0.bin',
    mimeType: 'application/octet-stream',
    buffer: image,
  });
  const file = page.locator('[data-file]').first();
  await expect(file).toContainText('hall-2.0.bin');
  await expect(file).toContainText(createHash('sha256').update(image).digest('hex').slice(0, 12));

  await file.getByRole('button', { name: 'Stansiyanı hall-2.0.bin ilə yenilə' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('məhz bu model üçün');
  await expect(dialog).toContainText('hall-2.0.bin');
  await dialog.getByRole('button', { name: 'Göndər' }).click();
  await expect(dialog).toBeHidden();
  const transfer = page.locator('[data-transfer]').first();
  await expect(transfer).toContainText('Quraşdırıldı', { timeout: 20_000 });
  await expect(transfer).toHaveAttribute('data-state', 'done');
  await transfer.getByText('Addımlar').click();
  await expect(transfer).toContainText('Stansiya faylı yükləyir');

  await page.getByRole('tab', { name: 'Əmrlər' }).click();
  await expect(page.locator('[data-command="updateFirmware"]').first()).toContainText('hall-2.0.bin');
  await page.getByRole('tab', { name: 'Fayllar' }).click();

  await file.getByRole('button', { name: 'hall-2.0.bin faylını sil' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sil' }).click();
  await expect(page.locator('[data-file]')).toHaveCount(0);
});

test('a log is asked for, comes, and is saved whole', async ({ openConsole, simulate, service }) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await page.getByRole('button', { name: 'Jurnalı al' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Təhlükəsizlik jurnalı').check();
  await dialog.getByRole('button', { name: 'Göndər' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-transfer]').first()).toContainText('Fayl gəldi');

  const received = page.locator('[data-file]').filter({ hasText: 'Jurnal' });
  const download = page.waitForEvent('download');
  await received.getByRole('button', { name: 'Yadda saxla' }).click();
  const saved = await readFile(await (await download).path());
  const { rows } = await service.client.call('files.list', { stationId: 'HALL-1' });
  expect(createHash('sha256').update(saved).digest('hex')).toBe(rows[0]?.sha256);
});

test('an update that fails on the way says at which step', async ({ openConsole, simulate }) => {
  await simulate('HALL-1', { installMs: 200, behaviour: { firmware: 'installationFailed' } });
  const page = await openConsole(route);
  await page.setInputFiles('input[type="file"]', {
    name: 'bad.bin',
    mimeType: 'application/octet-stream',
    buffer: image,
  });
  await expect(page.locator('[data-file]')).toContainText('SHA-256');
  await page.getByRole('button', { name: 'Proqramı yenilə', exact: true }).first().click();
  await choose(page, 'Proqram faylı', /bad\.bin/);
  await page.getByRole('dialog').getByRole('button', { name: 'Göndər' }).click();
  await expect(page.locator('[data-transfer]').first()).toContainText('Quraşdırmaq alınmadı', { timeout: 20_000 });
  await expect(page.locator('[data-transfer]').first()).toHaveAttribute('data-state', 'failed');
});
