import type { Locator, Page } from '@playwright/test';
import { join } from 'node:path';
import { connectIndependentClient } from '../harness/independent-client.ts';
import { exportThisMonth } from './export-sessions.ts';
import { saveTo } from './save-dialog.ts';
import { expect, test } from './test.ts';

const card = '04A2B91C5F8280';

const connector = (page: Page, stationId: string): Locator =>
  page.getByRole('article', { name: `${stationId} · connector 1` });

test('a charge is watched, stopped from the window, and its session saved as CSV', async ({
  desktop,
  plugInStation,
}) => {
  const { page, dataFolder } = desktop;
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

  const rows = await exportThisMonth(desktop, join(dataFolder, 'sessions.csv'));
  const energyWh = station.connector(1).registerWh - Number(rows[0]?.['meter_start_wh']);
  expect(rows).toMatchObject([
    { station_id: 'YARD-1', connector: '1', id_tag: card, energy_wh: String(energyWh), energy_source: 'register' },
  ]);
});

test('a charger written by others boots, charges, and its session comes out of the window as CSV', async ({
  desktop,
}) => {
  const { page, dataFolder } = desktop;
  const charger = await connectIndependentClient(await desktop.ocppUrl(), 'HALL 7');
  const place = connector(page, 'HALL 7');
  const status = (word: string): Promise<unknown> =>
    charger.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: word });
  await charger.call('BootNotification', { chargePointVendor: 'Elsewhere', chargePointModel: 'Independent 22' });
  await status('Preparing');
  const { transactionId } = (await charger.call('StartTransaction', {
    connectorId: 1,
    idTag: card,
    meterStart: 1_234_567,
    timestamp: new Date().toISOString(),
  })) as { transactionId: number };
  await status('Charging');
  await charger.call('MeterValues', {
    connectorId: 1,
    transactionId,
    meterValue: [
      {
        timestamp: new Date().toISOString(),
        sampledValue: [{ value: '7.4', measurand: 'Power.Active.Import', unit: 'kW' }],
      },
    ],
  });
  await expect(place).toHaveAttribute('data-state', 'Charging');
  await expect(place).toContainText('7.4');

  charger.handle('RemoteStopTransaction', () => Promise.resolve({ status: 'Accepted' }));
  await place.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Waiting', { exact: false }).first()).toBeVisible();
  await charger.call('StopTransaction', {
    transactionId,
    meterStop: 1_240_000,
    timestamp: new Date().toISOString(),
    reason: 'Remote',
  });
  await status('Available');
  await expect(place).toHaveAttribute('data-state', 'Available');
  await charger.close();

  const rows = await exportThisMonth(desktop, join(dataFolder, 'sessions.csv'));
  expect(rows).toMatchObject([
    { station_id: 'HALL 7', connector: '1', id_tag: card, energy_wh: '5433', stop_reason: 'Remote' },
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
