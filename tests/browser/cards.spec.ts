import { expect, type Page } from '@playwright/test';
import { test } from './console-test.ts';

test.use({ flags: ['--accept-unknown', '--lang', 'az'] });

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('a card is added, may charge, is blocked and then refused', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole('/cards');
  await expect(page.getByRole('heading', { name: 'Siyahıda hələ kart yoxdur' })).toBeVisible();
  await page.getByRole('button', { name: 'Kart əlavə et' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(form.getByText('Kartın nömrəsini yazın')).toBeVisible();
  await form.getByRole('textbox', { name: 'Kartın nömrəsi' }).fill('0012345678');
  await form.getByRole('textbox', { name: 'Kimindir' }).fill('Əli Məmmədov');
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(form).toBeHidden();
  await expect(row(page, 'Əli Məmmədov')).toContainText('0012345678');
  await expect(row(page, 'Əli Məmmədov')).toContainText('İcazəlidir');
  expect((await charger.authorize('0012345678')).status).toBe('Accepted');

  await page.getByRole('button', { name: 'Blokla: 0012345678' }).click();
  await form.getByRole('textbox', { name: 'Səbəb' }).fill('Borc');
  await form.getByRole('button', { name: 'Blokla' }).click();
  await expect(row(page, 'Əli Məmmədov')).toContainText('Borc');
  await expect(row(page, 'Əli Məmmədov')).toContainText('Bloklanıb');
  expect((await charger.authorize('0012345678')).status).toBe('Blocked');
});

test('a card is valid through its last day and expired after it', async ({ openConsole, service, simulate }) => {
  await service.client.call('idTokens.add', { idToken: 'CARD1', label: 'Kuryer' });
  const charger = await simulate('HALL-1');
  const page = await openConsole('/cards');
  await page.getByRole('button', { name: 'Kartı dəyiş: CARD1' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Son etibarlı gün' }).fill('31.12.2020');
  await form.getByRole('textbox', { name: 'Qrup nömrəsi' }).fill('FLEET');
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(row(page, 'Kuryer')).toContainText('Vaxtı bitib');
  await expect(row(page, 'Kuryer')).toContainText('31.12.2020');
  await expect(row(page, 'Kuryer')).toContainText('FLEET');
  const { rows } = await service.client.call('idTokens.list', {});
  expect(rows[0]?.expiresAt).toBe('2020-12-31T20:00:00.000Z');
  expect((await charger.authorize('CARD1')).status).toBe('Expired');

  await page.getByRole('button', { name: 'Kartı dəyiş: CARD1' }).click();
  await expect(form.getByRole('textbox', { name: 'Son etibarlı gün' })).toHaveValue('31.12.2020');
});

test('a number that is there already is refused in words, and the form stays open', async ({
  openConsole,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: 'CARD1' });
  const page = await openConsole('/cards?add=card1');
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(form.getByRole('alert').filter({ hasText: 'card1' })).toContainText('CARD1 kartı: artıq siyahıda var');
  await expect(form.getByRole('textbox', { name: 'Kartın nömrəsi' })).toHaveValue('card1');
});

test('a card just held to a charger is added with one press', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole('/cards');
  expect((await charger.authorize('04A2B91C')).status).toBe('Invalid');
  await expect(page.getByText('Tanımadığımız kart: 04A2B91C')).toBeVisible();
  await page.getByRole('button', { name: 'Kimindir?' }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Kartın nömrəsi' })).toHaveValue('04A2B91C');
  await form.getByRole('textbox', { name: 'Kimindir' }).fill('Leyla Həsənova');
  await form.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(row(page, 'Leyla Həsənova')).toContainText('04A2B91C');
  await expect(page.getByText('Tanımadığımız kart: 04A2B91C')).toBeHidden();
  expect((await charger.authorize('04A2B91C')).status).toBe('Accepted');
});

test('a file of cards is taken line by line, and what was refused is told with its reason', async ({
  openConsole,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: 'OLD1', label: 'Köhnə ad' });
  const page = await openConsole('/cards');
  await page.getByRole('button', { name: 'Fayldan yüklə' }).first().click();
  const dialog = page.getByRole('dialog');
  const csv = [
    'idToken;label;status;expiresAt;parentIdToken',
    '0012345678;Gülnarə Əhmədova;Accepted;31.12.2099;',
    'OLD1;Təzə ad;Blocked;;',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ;uzun;Accepted;;',
    'BAD2;x;Maybe;;',
  ].join('\r\n');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'kartlar.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${csv}`),
  });
  await dialog.getByRole('button', { name: 'Yüklə', exact: true }).click();
  await expect(dialog.getByText('Əlavə edildi: 1. Yeniləndi: 1. Qəbul edilmədi: 2.')).toBeVisible();
  await expect(dialog.getByRole('row').filter({ hasText: 'uzun' })).toContainText('20 simvoldan uzundur');
  await expect(dialog.getByRole('row').filter({ hasText: 'BAD2' })).toContainText('Accepted və ya Blocked');
  await dialog.getByRole('button', { name: 'Bağla' }).click();
  await expect(row(page, 'Gülnarə Əhmədova')).toContainText('31.12.2099');
  await expect(row(page, 'Təzə ad')).toContainText('Bloklanıb');
});

test('cards are found by number or holder, and one is deleted only after a question', async ({
  openConsole,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: 'AAA1', label: 'Gülnarə' });
  await service.client.call('idTokens.add', { idToken: 'BBB2', label: 'Zaur' });
  const page = await openConsole('/cards');
  await page.getByRole('searchbox').fill('zaur');
  await expect(row(page, 'Gülnarə')).toBeHidden();
  await expect(row(page, 'Zaur')).toBeVisible();
  await page.getByRole('button', { name: 'Kartı sil: BBB2' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Keçmiş seansları qalır.');
  await question.getByRole('button', { name: 'İmtina' }).click();
  await expect(row(page, 'Zaur')).toBeVisible();
  await page.getByRole('button', { name: 'Kartı sil: BBB2' }).click();
  await question.getByRole('button', { name: 'Sil' }).click();
  await expect(page.getByRole('heading', { name: 'Belə kart tapılmadı' })).toBeVisible();
  expect((await service.client.call('idTokens.list', {})).total).toBe(1);
});
