import { expect, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import { chooseLanguage, test } from './console-test.ts';

const lines = (page: Page) => page.getByRole('main').getByRole('listitem');

test('every frame is told in one plain sentence, in the language on the screen', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1', { registerWh: 12_345 });
  await charger.plugIn(1);
  await charger.presentCard(1, 'ABC');
  const page = await openConsole('/messages');
  await expect(lines(page).filter({ hasText: 'Stansiya işə düşdü: Nurlan Elektrik NE-AC22 Duo' })).toBeVisible();
  await expect(lines(page).filter({ hasText: 'ABC kartı ilə şarj etmək olarmı?' })).toBeVisible();
  await expect(
    lines(page).filter({ hasText: /Konnektor 1: ABC kartı ilə şarj başladı, sayğac 12,345\skVt·saat/ }),
  ).toBeVisible();
  await expect(lines(page).filter({ hasText: 'Konnektor 1: Şarj olunur' })).toBeVisible();
  await chooseLanguage(page, 'az', 'Русский');
  await expect(
    lines(page).filter({ hasText: /Коннектор 1: началась зарядка картой ABC, счётчик 12,345\sкВт·ч/ }),
  ).toBeVisible();
  await chooseLanguage(page, 'ru', 'English');
  await expect(
    lines(page).filter({ hasText: /Connector 1: charging began with card ABC, meter 12.345\skWh/ }),
  ).toBeVisible();
});

test('new frames appear by themselves while the log is followed, and not while it is not', async ({
  openConsole,
  simulate,
}) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole('/messages');
  await expect(lines(page).filter({ hasText: 'StatusNotification' }).first()).toBeVisible();
  await charger.authorize('FIRST');
  await expect(lines(page).filter({ hasText: 'FIRST kartı' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Canlı izlə' }).click();
  await charger.authorize('SECOND');
  await page.getByRole('searchbox').fill('FIRST');
  await expect(lines(page)).toHaveCount(1);
  await charger.authorize('FIRST');
  await page.getByRole('checkbox', { name: 'Canlı izlə' }).click();
  await expect(lines(page)).toHaveCount(2);
});

test('filters by sender, subject and kind are answered by the service', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  await simulate('YARD-1');
  await charger.authorize('ABC');
  const page = await openConsole('/messages');
  await choose(page, 'Stansiya', 'HALL-1');
  await expect(lines(page).filter({ hasText: 'YARD-1' })).toHaveCount(0);
  await choose(page, 'Mövzu', 'Kartın yoxlanması (Authorize)');
  await expect(lines(page)).toHaveCount(2);
  await choose(page, 'Kimdən', 'Stansiyadan');
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText('ABC kartı ilə şarj etmək olarmı?');
  await choose(page, 'Növ', 'Cavab');
  await expect(page.getByRole('heading', { name: 'Belə mesaj yoxdur' })).toBeVisible();
  await page.getByRole('button', { name: 'Süzgəcləri təmizlə' }).first().click();
  await expect(lines(page).filter({ hasText: 'YARD-1' }).first()).toBeVisible();
});

test('a frame opens to its full text and to the bytes as they came, which can be copied', async ({
  openConsole,
  simulate,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const charger = await simulate('HALL-1');
  charger.sendText('[2,"x-1","Authorize",{"idTag" : "SPACED"}]');
  const page = await openConsole('/messages?action=Authorize&direction=in');
  await page.getByRole('button', { name: 'SPACED kartı' }).click();
  await expect(page.getByText('"idTag": "SPACED"')).toBeVisible();
  await expect(page.getByText('[2,"x-1","Authorize",{"idTag" : "SPACED"}]')).toBeVisible();
  await page.getByRole('button', { name: 'Kopyala: [2,"x-1"' }).last().click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('[2,"x-1","Authorize",{"idTag" : "SPACED"}]');
});

test('what is no OCPP message is shown as it came, and never run', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  const hostile = '<img src=x onerror="document.title=\'run\'"> [2,';
  charger.sendText(hostile);
  const page = await openConsole('/messages?kind=invalid');
  const line = lines(page).filter({ hasText: 'OCPP mesajı olmayan mətn' });
  await line.getByRole('button').first().click();
  await expect(page.getByText(hostile).first()).toBeVisible();
  await expect(page).toHaveTitle(/Jurnal/);
});

test('an empty log says how to get a first message', async ({ openConsole }) => {
  const page = await openConsole('/messages');
  await expect(page.getByRole('heading', { name: 'Hələ heç nə danışılmayıb' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Stansiyanı qoş' })).toBeVisible();
});
