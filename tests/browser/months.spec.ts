import { expect, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { reportCharge } from './charges.ts';
import { test } from './console-test.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long ago it was the twentieth of the month before this one, at noon in Baku. */
function inLastMonth(): number {
  const now = new Date(Date.now() + 4 * hourMs);
  return Date.now() - Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 20, 8);
}

/** A pack as it is downloaded: its files by their paths. */
async function downloadPack(page: Page): Promise<Readonly<Record<string, Uint8Array>>> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'ZIP yükləmək' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^stansiya-\d{4}-\d{2}\.zip$/);
  const files = Object.entries(unzipSync(await readFile(await download.path())));
  return Object.fromEntries(files.map(([path, bytes]) => [path.replace(/^[^/]*\//, ''), bytes]));
}

interface Manifest {
  readonly totals: { readonly sessions: number; readonly energyWh: number };
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

test('a month is closed over what was seen, what comes later shows in the open one, and its pack is whole', async ({
  openConsole,
  simulate,
}) => {
  const charger = await simulate('HALL-1');
  const charge = { idTag: 'ABC', startedMsAgo: inLastMonth() + hourMs, stoppedMsAgo: inLastMonth() };
  await reportCharge(charger, { ...charge, meterStart: 1_000_000, meterStop: 1_012_345 });

  const page = await openConsole('/months');
  await page.locator('[data-next]').getByRole('link', { name: 'Baxmaq' }).click();
  await expect(page.locator('[data-item="withoutAmount"]')).toContainText('Seans 1 · HALL-1');
  await page.getByRole('button', { name: 'Ayı bağlamaq' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Ayı bağlamaq' })).toBeDisabled();
  await dialog.getByLabel('Bunları gördüm və ayı belə bağlayıram').check();
  await dialog.getByRole('button', { name: 'Ayı bağlamaq' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bağlı');
  await expect(page.getByRole('button', { name: 'Ayı bağlamaq' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Paket hazırlamaq' }).click();
  await expect(page.locator('[data-pack]')).toBeVisible({ timeout: 90_000 });
  const files = await downloadPack(page);
  const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Manifest;
  expect(manifest.totals).toMatchObject({ sessions: 1, energyWh: 12_345 });
  for (const { path, sha256 } of manifest.files)
    expect(
      createHash('sha256')
        .update(files[path] ?? '')
        .digest('hex'),
      path,
    ).toBe(sha256);
  expect(Object.keys(files)).toHaveLength(manifest.files.length + 1);
  await page.getByRole('button', { name: 'Yoxlamaq' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Dəyişməyib' })).toBeVisible();

  const later = { startedMsAgo: charge.startedMsAgo - dayMs, stoppedMsAgo: charge.stoppedMsAgo - dayMs };
  await reportCharge(charger, { idTag: 'ABC', ...later, meterStart: 1_012_345, meterStop: 1_020_000 });
  await page.getByRole('link', { name: 'Aylar' }).click();
  const running = page.locator('[data-month]').first();
  await expect(running).toContainText('1 gecikmiş qeyd');
  await expect(running).toContainText(/7,66\skVt·saat/);
});
