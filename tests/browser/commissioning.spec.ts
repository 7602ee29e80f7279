import { expect, type Locator, type Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { test } from './console-test.ts';

const strangersWait = ['--accept-any-card', '--lang', 'az'];
const panel = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Dials once; resolves when it was turned away or let in. */
async function dial(url: string, protocols: readonly string[] = ['ocpp1.6']): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = new WebSocket(url, [...protocols]);
    socket.once('error', () => {
      resolve();
    });
    socket.once('open', () => {
      socket.close();
      resolve();
    });
  });
}

test('the form of a charger is filled by its maker’s own words, and a charger made known beforehand works at once', async ({
  openConsole,
  service,
  simulate,
}) => {
  const page = await openConsole('/connect');
  const what = panel(page, '1. Hansı stansiyadır');
  const type = panel(page, '2. Stansiyaya bunları yazın');
  await expect(what.getByRole('textbox', { name: 'Stansiyanın kodu' })).toHaveValue('CP01');
  await expect(type.getByText(`${service.ocppUrl}/CP01`)).toBeVisible();

  await what.getByRole('combobox', { name: 'İstehsalçı' }).fill('Autel');
  await page.getByRole('option', { name: 'Autel' }).click();
  await expect(type.getByText('Charger ID')).toBeVisible();
  await expect(type.getByText('Server URL')).toBeVisible();
  await expect(panel(page, 'Autel: harada yazılır')).toContainText('OCPP Server › Custom');

  await what.getByRole('checkbox', { name: 'Parolla qoru' }).click();
  const line = type.locator('.line').filter({ hasText: 'Authorisation Key' });
  await expect(line.locator('code')).toHaveText(/^\w{20}$/);
  const password = (await line.locator('code').textContent()) ?? '';
  await what.getByRole('button', { name: 'Əvvəlcədən tanıt' }).click();
  await expect(what).toContainText('“CP01” tanıdılıb');

  await simulate('CP01', { password });
  await expect.poll(async () => (await service.client.call('stations.get', { stationId: 'CP01' })).online).toBe(true);
});

test('the address a charger must dial is shown with its QR code, follows the identity typed, and can be copied', async ({
  openConsole,
  service,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await openConsole('/connect');
  const qrCode = (url: string): Locator => page.getByRole('img', { name: `${url} ünvanının QR kodu` });
  await expect(qrCode(`${service.ocppUrl}/CP01`)).toBeVisible();
  const first = await page.locator('svg path[d^="M4 4h1"]').getAttribute('d');
  await page.getByRole('textbox', { name: 'Stansiyanın kodu' }).fill('CP 02');
  const url = `${service.ocppUrl}/CP%2002`;
  await expect(qrCode(url)).toBeVisible();
  expect(await page.locator('svg path[d^="M4 4h1"]').getAttribute('d')).not.toBe(first);
  await page.getByRole('button', { name: `Kopyala: ${url}` }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(url);
});

test.describe('with closed doors', () => {
  test.use({ flags: strangersWait });

  test('a connection that failed is shown with its address, reason and cure, and counted', async ({
    openConsole,
    service,
  }) => {
    const page = await openConsole('/connect');
    const failed = panel(page, 'Alınmayan qoşulmalar');
    await expect(failed).toContainText('Alınmayan qoşulma olmayıb');
    await dial(service.ocppUrl);
    const row = failed.getByRole('listitem');
    await expect(row).toContainText('127.0.0.1');
    await expect(row).toContainText('Ünvanda stansiyanın kodu yoxdur və ya oxunmur');
    await expect(row).toContainText('…/ocpp/CP01');
    await expect(row).toContainText('1 dəfə');
    await dial(service.ocppUrl);
    await expect(row).toContainText('2 dəfə');
    await failed.getByRole('button', { name: 'Siyahını təmizlə' }).click();
    await expect(row).toHaveCount(0);
  });

  test('a stranger waits at the door, is admitted, and its first check is green and red', async ({
    openConsole,
    service,
    simulate,
  }) => {
    const page = await openConsole('/connect');
    const charger = await simulate('NEW-1');
    const door = panel(page, '3. Gözləyin: stansiya burada görünəcək');
    await expect(door.getByRole('article')).toContainText('Nurlan Elektrik NE-AC22 Duo');
    await door.getByRole('button', { name: 'Qəbul et' }).click();
    await expect(door).toContainText('Təsdiq gözləyən stansiya yoxdur');
    await expect.poll(async () => (await charger.boot())?.status).toBe('Accepted');

    const check = panel(page, 'İlk yoxlama');
    await check.getByRole('button', { name: 'Yoxla' }).click();
    await expect(check.locator('li[data-state="good"]').filter({ hasText: 'Özünü təqdim edib' })).toContainText(
      'Nurlan Elektrik',
    );
    await expect(check.locator('li[data-state="missing"]').filter({ hasText: 'Parol' })).toContainText('Parolu yoxdur');
    const kept = await service.client.call('checks.get', { stationId: 'NEW-1' });
    expect(kept?.results.length).toBe(await check.locator('li').count());
  });

  test('a refused stranger can be taken back', async ({ openConsole, service, simulate }) => {
    const page = await openConsole('/connect');
    await simulate('NEW-2');
    await page.getByRole('button', { name: 'Rədd et' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Rədd et' }).click();
    await page.getByText('1 stansiya rədd edilib').click();
    await page.getByRole('listitem').filter({ hasText: 'NEW-2' }).getByRole('button', { name: 'Qəbul et' }).click();
    await expect
      .poll(async () => (await service.client.call('stations.get', { stationId: 'NEW-2' })).admission)
      .toBe('accepted');
  });
});

test.describe('in the demo', () => {
  test.use({ flags: ['--demo', '--lang', 'az'] });

  test('a quirk is played, and the charger’s page tells what became of it', async ({ openConsole }) => {
    const page = await openConsole('/connect');
    const demo = panel(page, 'Vərdiş göstər (demo)');
    await demo.getByRole('combobox', { name: 'Nə göstərilsin' }).fill('Mesajı səhv');
    await page.getByRole('option', { name: '15. Mesajı səhv yazır' }).click();
    await demo.getByRole('button', { name: 'Göstər' }).click();
    await demo.getByRole('link', { name: 'Stansiyaya bax' }).click();
    const habits = panel(page, 'Bu stansiyanın vərdişləri');
    const row = habits.getByRole('listitem').filter({ hasText: 'Mesajlarını səhv yazır' });
    await expect(row).toContainText('Səhvi düzəldib oxuyuruq');
    await expect(row).toContainText('Sizə iş var');
  });
});
