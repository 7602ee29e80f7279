import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { saveTo } from './save-dialog.ts';
import { expect, test } from './test.ts';

const card = '04A2B91C5F8280';

const connector = (page: Page, stationId: string): Locator =>
  page.getByRole('article', { name: `${stationId} · connector 1` });

test('a charge is watched, stopped from the window, and its session saved as CSV', async ({
  desktop,
  plugInStation,
}) => {
  const { app, page, dataFolder } = desktop;
  const station = await plugInStation(desktop, 'YARD-1');
  const place = connector(page, 'YARD-1');
  await expect(place).toHaveAttribute('data-state', 'Available');

  await station.plugIn(1);
  await station.startTransaction(1, card);
  await expect(place).toHaveAttribute('data-state', 'Charging');
  await expect(place).toContainText(card);
  await expect(place).toContainText(/[1-9][\d.]*\skW(?!h)/);

  await place.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click();
  await expect(place).not.toHaveAttribute('data-state', 'Charging');
  await expect.poll(() => station.connector(1).transaction).toBeNull();
  await station.delivered();

  const file = join(dataFolder, 'sessions.csv');
  await saveTo(app, file);
  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('combobox', { name: 'Period' }).press('Enter');
  await page.getByRole('option', { name: 'This month' }).click();
  await page.getByRole('radio', { name: /For programs/ }).check();
  await page.getByRole('button', { name: 'Export CSV' }).click();
  await expect(page.getByText('Saved: sessions.csv')).toBeVisible();

  const { data, errors } = Papa.parse<Record<string, string>>((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''), {
    header: true,
    delimiter: ';',
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  const energyWh = station.connector(1).registerWh - Number(data[0]?.['meter_start_wh']);
  expect(data).toMatchObject([
    { station_id: 'YARD-1', connector: '1', id_tag: card, energy_wh: String(energyWh), energy_source: 'register' },
  ]);
});

test('a person who cancels the save dialog is told nothing and finds nothing saved', async ({ desktop }) => {
  const { app, page } = desktop;
  await saveTo(app, null);
  const saved = await page.evaluate((file) => window.stansiya?.saveFile(file), {
    fileName: 'a.csv',
    mediaType: 'text/csv',
    base64: 'YQ==',
  });
  expect(saved).toBeNull();
});
