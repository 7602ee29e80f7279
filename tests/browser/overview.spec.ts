import { rm } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { makeDataFolder, startService } from '../harness/service.ts';
import { chooseLanguage, connectorCard, test } from './console-test.ts';

const strangersWait = ['--accept-any-card', '--lang', 'az'];

test('an empty site says what to type into the first charger', async ({ openConsole, service }) => {
  const page = await openConsole();
  await expect(page.getByRole('heading', { name: 'İlk stansiyanızı qoşun' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: service.ocppUrl }).last()).toBeVisible();
  await page.getByRole('button', { name: 'Stansiya əlavə et' }).click();
  await page.getByLabel('Stansiyanın kodu').fill('CP 01');
  await expect(page.getByRole('dialog')).toContainText(`${service.ocppUrl}/CP%2001`);
  await page.getByRole('dialog').getByRole('button', { name: 'Əlavə et' }).click();
  await expect(page.getByRole('article', { name: 'CP 01' })).toContainText('Hələ bir dəfə də qoşulmayıb');
});

test('the keyboard is back where it was when a dialog closes', async ({ simulate, openConsole }) => {
  await simulate('CP-1');
  const page = await openConsole();
  await page.getByRole('button', { name: 'Stansiya əlavə et' }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Stansiya əlavə et' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Stansiya əlavə et' })).toBeFocused();
});

test.describe('a charger nobody knows', () => {
  test.use({ flags: strangersWait });

  test('waits at the top, and becomes a card when it is admitted', async ({ openConsole, simulate }) => {
    const page = await openConsole();
    const charger = await simulate('NEW-1');
    const waiting = page.getByRole('article').filter({ hasText: '“NEW-1” stansiyası qoşulmaq istəyir' });
    await expect(waiting).toContainText('Nurlan Elektrik NE-AC22 Duo');
    await expect(waiting).toContainText('127.0.0.1');
    await waiting.getByRole('button', { name: 'Qəbul et' }).click();
    await expect(waiting).toBeHidden();
    await expect.poll(async () => (await charger.boot())?.status).toBe('Accepted');
    await expect(connectorCard(page, 'NEW-1', 1)).toContainText('Boş');
  });

  test('leaves the screen when it is refused, and can be admitted later', async ({
    openConsole,
    simulate,
    service,
  }) => {
    const page = await openConsole();
    await simulate('NEW-1');
    await page.getByRole('button', { name: 'Rədd et' }).click();
    const sure = page.getByRole('alertdialog', { name: '“NEW-1” stansiyası rədd edilsin?' });
    await sure.getByRole('button', { name: 'Rədd et' }).click();
    await expect(sure).toBeHidden();
    await page.getByText('1 stansiya rədd edilib').click();
    await page.getByRole('listitem').filter({ hasText: 'NEW-1' }).getByRole('button', { name: 'Qəbul et' }).click();
    await expect
      .poll(async () => (await service.client.call('stations.get', { stationId: 'NEW-1' })).admission)
      .toBe('accepted');
  });
});

test('a car that charges is watched live, and stopped from its card', async ({ openConsole, simulate, service }) => {
  await service.client.call('idTokens.add', { idToken: '04A2B91C', label: 'Leyla Həsənova' });
  const charger = await simulate('HALL-1', { registerWh: 1_000_000, meterSampleSeconds: 1 });
  const page = await openConsole();
  const card = connectorCard(page, 'HALL-1', 1);
  await expect(card).toContainText('Boş');

  await charger.plugIn(1);
  await expect(card).toContainText('Hazırlanır');
  await charger.presentCard(1, '04A2B91C');
  await expect(card).toContainText('Şarj olunur');
  await expect(card).toContainText('Leyla Həsənova');
  await expect(card).toContainText(/\d,\d\d\skVt·saat/);
  await expect(card).toContainText(/[1-9]\d?,\d\skVt/);

  await card.getByRole('button', { name: 'Dayandır' }).click();
  const sure = page.getByRole('alertdialog');
  await expect(sure).toContainText('Leyla Həsənova');
  await sure.getByRole('button', { name: 'Dayandır' }).click();
  await expect(card).toContainText('Bitib');
  await expect(card.getByRole('button', { name: 'Kabeli burax' })).toBeVisible();
  await charger.unplug(1);
  await expect(card).toContainText('Boş');
});

test('charging is started from the card of a connector, for a card of the list', async ({
  openConsole,
  simulate,
  service,
}) => {
  await service.client.call('idTokens.add', { idToken: '5D20A8F3', label: 'Taksi 77-BK-052' });
  const charger = await simulate('HALL-1');
  await charger.plugIn(1);
  const page = await openConsole();
  const card = connectorCard(page, 'HALL-1', 1);
  await card.getByRole('button', { name: 'Başlat' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Siyahıdakı kart').click();
  await dialog.getByRole('combobox', { name: 'Kartı seçin' }).fill('taksi');
  await page.getByRole('option', { name: 'Taksi 77-BK-052' }).click();
  await dialog.getByRole('button', { name: 'Başlat' }).click();
  await expect(page.getByRole('status')).toContainText('stansiya qəbul etdi');
  await expect(card).toContainText('Şarj olunur');
  await expect(card).toContainText('Taksi 77-BK-052');
});

test('a fault is told in words, on the card and among the problems, with what to do', async ({
  openConsole,
  simulate,
}) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole();
  await charger.setFault(1, 'GroundFailure');
  await expect(connectorCard(page, 'HALL-1', 1)).toContainText('Nasazdır');
  const problems = page.getByRole('region', { name: 'Problemlər' });
  await expect(problems).toContainText('Torpaqlama qoruması işə düşüb');
  await expect(problems).toContainText('elektrik ustasını çağırın');
  await charger.setFault(1, 'NoError');
  await expect(problems).toContainText('Hər şey qaydasındadır');
});

test('cards keep their places while states, names and connections change', async ({
  openConsole,
  simulate,
  service,
}) => {
  const [first] = [await simulate('CP-2'), await simulate('CP-10'), await simulate('CP-1')];
  const page = await openConsole();
  const order = (): Promise<string[]> =>
    page
      .getByRole('region', { name: 'Konnektorlar' })
      .getByRole('article')
      .evaluateAll((cards) => cards.map((card) => card.querySelector('.name')?.textContent ?? ''));
  await expect.poll(order).toEqual(['CP-1', 'CP-2', 'CP-10']);
  first.goOffline();
  await expect(connectorCard(page, 'CP-2', 1)).toContainText('Əlaqə yoxdur');
  await expect(connectorCard(page, 'CP-2', 1)).toContainText('Son əlaqə:');
  await service.client.call('stations.update', { stationId: 'CP-1', name: 'Şimal' });
  await expect.poll(order).toEqual(['Şimal', 'CP-2', 'CP-10']);
});

test('twelve connectors fit the screen of an office PC without scrolling', async ({ openConsole, simulate }) => {
  for (const station of ['CP-1', 'CP-2', 'CP-3', 'CP-4', 'CP-5', 'CP-6']) {
    const charger = await simulate(station, { connectors: 2 });
    await charger.plugIn(1);
    await charger.presentCard(1, `CARD-${station}`);
  }
  const page = await openConsole();
  await expect(page.getByRole('region', { name: 'Konnektorlar' }).getByRole('article')).toHaveCount(12);
  await expect(connectorCard(page, 'CP-6', 1)).toContainText('Şarj olunur');
  for (const evseId of [1, 2]) await expect(connectorCard(page, 'CP-6', evseId)).toBeInViewport({ ratio: 1 });
});

test('the language changes at once and is still there after a reload', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole();
  await expect(page.locator('html')).toHaveAttribute('lang', 'az');
  await expect(connectorCard(page, 'HALL-1', 1)).toContainText('Boş');
  await chooseLanguage(page, 'az', 'Русский');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.getByRole('article', { name: 'HALL-1 · коннектор 1' })).toContainText('Свободен');
  await chooseLanguage(page, 'ru', 'English');
  await expect(page.getByRole('article', { name: 'HALL-1 · connector 1' })).toContainText('Free');
  await page.reload();
  await expect(page.getByRole('article', { name: 'HALL-1 · connector 1' })).toContainText('Free');
  await chooseLanguage(page, 'en', 'Türkçe');
  await expect(page.getByRole('article', { name: 'HALL-1 · konnektör 1' })).toContainText('Boş');
});

test('the theme changes at once and is still there after a reload', async ({ openConsole }) => {
  const page = await openConsole();
  const background = (): Promise<string> =>
    page.locator('.v-application').evaluate((app) => getComputedStyle(app).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Görünüş' }).click();
  await page.getByText('Tünd').click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.reload();
  await expect.poll(background).toBe(dark);
});

test('the token leaves the address bar and survives a reload', async ({ openConsole }) => {
  const page = await openConsole();
  await expect(page.getByRole('heading', { name: 'İlk stansiyanızı qoşun' })).toBeVisible();
  expect(page.url()).not.toContain('token');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'İlk stansiyanızı qoşun' })).toBeVisible();
});

test('a service that dies is told of, and found again with everything it knows', async ({ page }) => {
  const token = 'a-token-that-stays';
  const flags = ['--accept-unknown', '--lang', 'az', '--token', token];
  const dataFolder = await makeDataFolder();
  const first = await startService({ dataFolder, flags });
  await first.client.call('stations.add', { stationId: 'HALL-1', name: 'Zal' });
  const { port } = new URL(first.consoleUrl);
  await page.goto(first.consoleUrl);
  await expect(page.getByRole('article', { name: 'Zal' })).toBeVisible();

  await first.kill();
  await expect(page.getByRole('alert')).toContainText('Yenidən qoşulur');
  const second = await startService({ dataFolder, flags: [...flags, '--console-port', port] });
  await second.client.call('stations.update', { stationId: 'HALL-1', name: 'Yeni zal' });
  await expect(page.getByRole('article', { name: 'Yeni zal' })).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
  await second.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

test('every part of the frame is reached with the Tab key, and the focus is seen', async ({
  openConsole,
  simulate,
}) => {
  await simulate('HALL-1');
  const page = await openConsole();
  await expect(connectorCard(page, 'HALL-1', 1)).toBeVisible();
  const reached: string[] = [];
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) break;
    const { name, outline } = await focused.evaluate((element) => ({
      name: element.getAttribute('aria-label') ?? element.textContent.trim(),
      outline: getComputedStyle(element).outlineStyle,
    }));
    expect(outline, name).not.toBe('none');
    reached.push(name);
  }
  for (const part of ['Məzmuna keç', 'İcmal', 'Ayarlar', 'Dil', 'Görünüş', 'Başlat', 'Stansiya əlavə et']) {
    expect(reached.join('|')).toContain(part);
  }
});

test('nothing is asked of any other machine, and nothing breaks the security policy', async ({
  page,
  service,
  simulate,
}) => {
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await simulate('HALL-1');
  const { host } = new URL(service.consoleUrl);
  await page.goto(service.consoleUrl);
  await expect(connectorCard(page, 'HALL-1', 1)).toBeVisible();
  for (const route of [
    'stations/HALL-1',
    'stations/HALL-1?tab=commands',
    'stations/HALL-1?tab=configuration',
    'sessions',
    'cards',
    'messages',
    'reports',
    'settings',
  ]) {
    await page.goto(`${new URL(service.consoleUrl).origin}/#/${route}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.waitForLoadState('networkidle');
  expect(asked.length).toBeGreaterThan(10);
  const elsewhere = asked.filter((url) => !url.startsWith('data:') && new URL(url).host !== host);
  expect(elsewhere).toEqual([]);
  expect(complaints).toEqual([]);
});

test('Azerbaijani numbers and letters come out right in Chromium', async ({ openConsole, simulate, service }) => {
  const charger = await simulate('HALL-1', { meterSampleSeconds: 1 });
  await charger.plugIn(1);
  await charger.presentCard(1, '04A2B91C');
  await charger.sendMeterValues(1);
  const page = await openConsole();
  const today = page.getByRole('region', { name: 'Qısa məlumat' });
  await expect(today).toContainText(/\d,\d\skVt·saat/);
  const [station] = await service.client.call('stations.list', {});
  const startedAt = Date.parse(station?.evses[0]?.session?.startedAt ?? '');
  expect(startedAt).not.toBeNaN();
  await expect(connectorCard(page, 'HALL-1', 1).locator('time')).toHaveText(/^0:0\d:\d\d$/);
  await expect(connectorCard(page, 'HALL-1', 1).locator('time')).toHaveAttribute(
    'title',
    /^\d\d\.\d\d\.\d{4} \d\d:\d\d$/,
  );
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((face) => face.status === 'loaded').length;
  });
  expect(loaded).toBeGreaterThanOrEqual(2);
  expect(await page.evaluate(() => document.fonts.check('16px "Inter Variable"', 'əğıİöşüç'))).toBe(true);
});
