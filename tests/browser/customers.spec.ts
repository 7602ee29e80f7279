import { expect, type Page } from '@playwright/test';
import { test } from './console-test.ts';

test.use({ flags: ['--accept-unknown', '--lang', 'az'] });

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('a card nobody knows becomes the card of a new customer from the problem list', async ({
  openConsole,
  simulate,
  service,
}) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole('/');
  expect((await charger.authorize('04A2B91C')).status).toBe('Invalid');
  await page.getByRole('link', { name: 'Kimindir?' }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Kartın nömrəsi' })).toHaveValue('04A2B91C');
  await form.getByRole('combobox', { name: 'Müştəri' }).fill('Leyla Həsənova');
  await page.getByRole('option', { name: 'Yeni müştəri: Leyla Həsənova' }).click();
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(row(page, '04A2B91C')).toContainText('Leyla Həsənova');
  await expect(page.getByText('Tanımadığımız kart')).toBeHidden();
  expect((await charger.authorize('04A2B91C')).status).toBe('Accepted');

  await page.getByRole('link', { name: 'Leyla Həsənova' }).click();
  await expect(page.getByRole('heading', { name: 'Leyla Həsənova' })).toBeVisible();
  await page.getByRole('button', { name: 'Dəyiş', exact: true }).click();
  // The name takes the focus when the form has opened: what is typed before would end up there.
  await expect(form.getByRole('textbox', { name: 'Ad və soyad' })).toBeFocused();
  await form.getByRole('textbox', { name: 'VÖEN' }).fill('1506566281');
  await expect(form.getByText('Yoxlama rəqəmi uyğun gəlmir')).toBeVisible();
  await form.getByRole('textbox', { name: 'Aylıq limit, kVt·saat' }).fill('0');
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(page.getByText('Aylıq limit bitib')).toBeVisible();
  expect((await charger.authorize('04A2B91C')).status).toBe('Blocked');
  const { rows } = await service.client.call('customers.list', {});
  expect(rows[0]).toMatchObject({ name: 'Leyla Həsənova', budgetWh: 0, cards: 1 });
});

test('customers come from a file, looked at before they are kept', async ({ openConsole, service }) => {
  const page = await openConsole('/customers');
  await page.getByRole('button', { name: 'Fayldan yüklə' }).first().click();
  const dialog = page.getByRole('dialog');
  const csv =
    'Müştəri;VÖEN;Kart nömrəsi;Son etibarlı gün\nKəpəz MMC;1506566211;04AA;31.12.2099\nKəpəz MMC;;04BB;sabah\n';
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'müştərilər.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`\uFEFF${csv}`, 'utf16le'),
  });
  await expect(dialog.getByText('Hələ heç nə yazılmayıb')).toBeVisible();
  await expect(dialog.getByText('Müştərilər: yeni 1, dəyişən 0, eyni 0.')).toBeVisible();
  await expect(dialog.getByRole('row').filter({ hasText: 'sabah' })).toContainText('Bitmə tarixi oxunmadı');
  expect((await service.client.call('customers.list', {})).total).toBe(0);
  await dialog.getByRole('button', { name: 'Yüklə', exact: true }).click();
  await dialog.getByRole('button', { name: 'Bağla' }).click();
  await expect(row(page, 'Kəpəz MMC')).toContainText('Hər seansı ayrıca');
});

test('a lost card gives way to a new one', async ({ openConsole, service }) => {
  const { customerId } = await service.client.call('customers.add', { kind: 'person', name: 'Vüsal' });
  await service.client.call('idTokens.add', { idToken: 'OLD1', label: 'Vüsalın kartı', customerId });
  const page = await openConsole(`/customers/${customerId}`);
  await page.getByRole('button', { name: 'Kartı əvəz et: OLD1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Yeni kartın nömrəsi' }).fill('NEW1');
  await dialog.getByRole('button', { name: 'Əvəz et' }).click();
  const cards = page.getByRole('listitem').filter({ hasText: 'Vüsalın kartı' });
  await expect(cards.filter({ hasText: 'OLD1' }).first()).toContainText('Əvəzi: NEW1');
  await expect(cards.filter({ hasText: 'İcazəlidir' })).toContainText('NEW1');
});
