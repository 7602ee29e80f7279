import { expect } from '@playwright/test';
import { choose } from './choose.ts';
import { test } from './console-test.ts';

test('a tariff with a night price is made by the form, previewed to the qəpik, and changed from the first of next month', async ({
  openConsole,
  service,
}) => {
  const page = await openConsole('/tariffs');
  await expect(page.getByText('Hələ tarif yoxdur')).toBeVisible();
  const sample = page.getByRole('link', { name: 'AC: 0,30 ₼/kVt·saat' });
  await sample.focus();
  await page.keyboard.press('Enter');

  await page.getByLabel('Tarifin adı').fill('AC gecə-gündüz');
  await page.getByLabel('Doldurma dəqiqəsi').fill('0,5 qəpik');
  await page.getByLabel('Doldurma dəqiqəsi').press('Tab');
  await expect(page.getByLabel('Doldurma dəqiqəsi')).toHaveValue('0,005');
  const preview = page.getByRole('region', { name: 'Nə qədər edər?' });
  await expect(preview).toContainText('19:00 = 3,20 ₼');
  await expect(preview.getByRole('row', { name: 'Enerji' })).toContainText('10,000 kVt·saat× 0,30 ₼/kVt·saat3,00 ₼');
  await expect(preview.getByRole('row', { name: 'Doldurma vaxtı' })).toContainText('40 dəq× 0,005 ₼/dəq0,20 ₼');

  await page.getByRole('button', { name: 'Vaxta görə qiymət əlavə et' }).click();
  const night = page.getByRole('group', { name: '1-ci qiymət' });
  await expect(preview).toContainText('Qiymət yazılan kimi');
  await night.getByLabel('Adı').fill('Gecə');
  const row = page.getByRole('group', { name: 'Gecə' });
  await row.getByLabel('Saatdan').fill('19:20');
  await row.getByLabel('Saatadək').fill('8');
  await row.getByLabel('Enerji').fill('1.234');
  await row.getByLabel('Enerji').blur();
  await expect(row).toContainText('Aydın deyil');
  await row.getByLabel('Enerji').fill('0,20');
  await expect(preview.getByRole('row', { name: 'Enerji (Gecə)' })).toContainText(
    '5,000 kVt·saat× 0,20 ₼/kVt·saat1,00 ₼',
  );
  await expect(preview).toContainText('= 2,70 ₼');

  await page.getByRole('button', { name: 'Yadda saxla' }).first().click();
  await expect(page.getByRole('heading', { name: 'AC gecə-gündüz' })).toBeVisible();
  await expect(page.locator('[data-version="1"]')).toContainText('Qüvvədədir');
  await expect(page.locator('[data-version="1"]')).toContainText('19:20–08:00');

  await page.getByRole('button', { name: 'İli göstər' }).click();
  const map = page.getByRole('img', { name: 'fərqli qiymətlərin sayı: 2' });
  await expect(map).toBeVisible();
  await page.getByRole('button', { name: 'Cədvəl kimi' }).click();
  await expect(page.getByRole('row', { name: '03:00' }).getByRole('cell').first()).toHaveText('0,20');

  await page.getByRole('link', { name: 'Qiyməti dəyiş' }).click();
  await page.getByRole('radio', { name: /Gələn ayın birindən/ }).check();
  await page.getByLabel('Enerji').first().fill('0,35');
  await page.getByRole('button', { name: 'Yadda saxla' }).first().click();
  await expect(page.locator('[data-version="2"]')).toContainText('Gözləyir');
  await expect(page.locator('[data-version="2"]')).toContainText('0,35 ₼/kVt·saat');
  const [tariff] = await service.client.call('tariffs.list', {});
  expect(tariff?.versions.map(({ body }) => body.elements.at(-1)?.energyPerKwhE4)).toEqual([3000, 3500]);

  await page.getByRole('button', { name: '2 nömrəli versiyanı sil' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sil' }).click();
  await expect(page.locator('[data-version="2"]')).toBeHidden();
});

test('a connector is rated on the page of its station', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole('/stations/HALL-1');
  await page.getByRole('button', { name: '1 nömrəli konnektorun gücü: Güc növü yoxdur' }).click();
  await choose(page, 'Cərəyan növü', 'AC (dəyişən cərəyan, yavaş)');
  await page.getByLabel('Ən böyük güc').fill('22');
  await page.getByRole('dialog').getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(page.getByRole('button', { name: '1 nömrəli konnektorun gücü: AC 22 kVt' })).toBeVisible();
});
