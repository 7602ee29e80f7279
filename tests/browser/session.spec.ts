import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { reportCharge, reportStart } from './charges.ts';
import { test } from './console-test.ts';

test('a session shows what its station wrote, its curve, the same as a table, and their messages', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: '04A2B91C', label: 'Leyla Həsənova' });
  const charger = await simulate('HALL-1', { registerWh: 1_000_000 });
  await charger.plugIn(1);
  await charger.presentCard(1, '04A2B91C');
  await charger.sendMeterValues(1);
  await charger.sendMeterValues(1);
  await charger.stopTransaction(1);
  const { rows } = await service.client.call('sessions.list', {});
  const sessionId = rows[0]?.sessionId ?? '';
  const { startedText } = await service.client.call('sessions.get', { sessionId });

  const page = await openConsole(`/sessions/${sessionId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Seans ${sessionId}`);
  await expect(page.getByRole('row', { name: 'Başlanğıc' })).toContainText(startedText ?? 'nothing');
  await expect(page.getByRole('definition').filter({ hasText: 'Leyla Həsənova' })).toContainText('04A2B91C');
  await expect(page.getByText(/^1\.000,000\skVt·saat$/).first()).toBeVisible();
  await expect(page.getByText('Başlanğıc, son və sayğac göstəriciləri bir-birinə uyğundur.')).toBeVisible();

  const chart = page.getByRole('img', { name: 'Güc və enerji qrafiki.' });
  await expect(chart.getByText('Güc, kVt')).toBeVisible();
  await page.getByRole('button', { name: 'Cədvəl', exact: true }).click();
  const readings = page.getByRole('region', { name: 'Cədvəl' }).getByRole('row');
  const series = await service.client.call('sessions.series', { sessionId });
  await expect(readings).toHaveCount(series.points.length + 1);
  await expect(readings.nth(1)).toContainText(/1\.000,\d{3}\skVt·saat/);

  await expect(page.getByText('Konnektor 1: 04A2B91C kartı ilə şarj başladı')).toBeVisible();
  await page.getByRole('link', { name: 'Jurnalda aç' }).click();
  await expect(page.getByRole('heading', { name: 'Jurnal' })).toBeVisible();
  await expect(page.getByText('Konnektor 1: 04A2B91C kartı ilə şarj başladı')).toBeVisible();
  await expect(page.getByText('Stansiya işə düşdü')).toBeHidden();
});

test('a doubtful session says what is doubtful and what to do', async ({ openConsole, simulate, service }) => {
  const charger = await simulate('HALL-1');
  await reportCharge(charger, { idTag: 'AAAA1', meterStart: 9000, meterStop: 8000 });
  const { rows } = await service.client.call('sessions.list', { verdict: 'review' });
  const page = await openConsole(`/sessions/${rows[0]?.sessionId ?? ''}`);
  await expect(page.getByText('Pul hesablamazdan əvvəl aşağıdakı qeydlərə baxın.')).toBeVisible();
  const remark = page.getByRole('listitem').filter({ hasText: 'Sondakı sayğac göstəricisi başlanğıcdakından azdır.' });
  await expect(remark).toContainText('Sayğac dəyişdirilibmi, yoxlayın');
});

test('a running session is followed live until it ends', async ({ openConsole, simulate, service }) => {
  const charger = await simulate('HALL-1', { meterSampleSeconds: 1 });
  await charger.plugIn(1);
  await charger.presentCard(1, 'AAAA1');
  const { rows } = await service.client.call('sessions.list', {});
  const page = await openConsole(`/sessions/${rows[0]?.sessionId ?? ''}`);
  await expect(page.getByText('Davam edir', { exact: true })).toBeVisible();
  const energy = page.getByRole('definition').first();
  await expect(energy).toHaveText(/0,\d*[1-9]\d*\skVt·saat/);
  const before = await energy.textContent();
  await expect(energy).not.toHaveText(before ?? '');
  await charger.stopTransaction(1);
  await expect(page.getByText('Davam edir', { exact: true })).toBeHidden();
  await expect(page.getByText('Orta güc')).toBeVisible();
});

test('a session whose charger never reports its end is closed by hand, after a question', async ({
  openConsole,
  simulate,
  service,
}) => {
  const charger = await simulate('HALL-1');
  await reportStart(charger, { idTag: 'AAAA1', meterStart: 1000 });
  const { rows } = await service.client.call('sessions.list', {});
  const page = await openConsole(`/sessions/${rows[0]?.sessionId ?? ''}`);
  await page.getByRole('button', { name: 'Seansı bağla' }).click();
  const question = page.getByRole('alertdialog', { name: 'Seans əl ilə bağlansın?' });
  await expect(question).toContainText('Stansiya sonradan bildirsə, rəqəm özü düzələcək.');
  await question.getByRole('button', { name: 'Seansı bağla' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByText('Davam edir', { exact: true })).toBeHidden();
  await expect(page.getByText('Seansı insan bağlayıb')).toBeVisible();
});

test('a link to a session that does not exist leads back to the list', async ({ openConsole }) => {
  const page = await openConsole('/sessions/999');
  await expect(page.getByRole('heading', { name: 'Belə seans yoxdur' })).toBeVisible();
  await page.getByRole('link', { name: 'Bütün seanslar' }).last().click();
  await expect(page.getByRole('heading', { name: 'Seanslar' })).toBeVisible();
});

test('what the meter signed is shown and saved byte for byte', async ({ openConsole, simulate, service }) => {
  const signed = 'OCMF|{"FV":"1.0","GS":"17 & <ə>","RD":[{"TX":"B","RV":1.0}]}|{"SD":"3045"}';
  const charger = await simulate('HALL-1');
  const transactionId = await reportStart(charger, { idTag: 'AAAA1', meterStart: 1000 });
  await charger.call('MeterValues', {
    connectorId: 1,
    transactionId,
    meterValue: [
      {
        timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
        sampledValue: [{ value: signed, format: 'SignedData', context: 'Transaction.Begin' }],
      },
    ],
  });
  const { rows } = await service.client.call('sessions.list', {});
  const page = await openConsole(`/sessions/${rows[0]?.sessionId ?? ''}`);
  const values = page.getByRole('region', { name: 'Sayğacın imzaladığı göstəricilər' });
  await expect(values.getByText(signed)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await values.getByRole('button', { name: 'Göndərildiyi kimi saxla' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/\.ocmf$/);
  expect(await readFile(await file.path(), 'utf8')).toBe(signed);
});
