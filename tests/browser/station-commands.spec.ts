import { expect, type Locator, type Page } from '@playwright/test';
import { choose } from './choose.ts';
import { test } from './console-test.ts';

const route = '/stations/HALL-1?tab=commands';
const pick = (page: Page, command: string): Promise<void> =>
  page.getByRole('list', { name: 'Əmrlər' }).getByText(command, { exact: true }).click();
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Göndər' }).click();
const confirm = (page: Page): Promise<void> =>
  page.getByRole('alertdialog').getByRole('button', { name: 'Göndər' }).click();
const latest = (page: Page, type: string): Locator => page.locator(`[data-command="${type}"]`).first();

test('every command of OCPP 1.6 is offered, in four groups', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  const list = page.getByRole('list', { name: 'Əmrlər' });
  await expect(list.locator('.v-list-item')).toHaveCount(26);
  for (const group of ['Gündəlik', 'Ayarlar və hədlər', 'Xidmət', 'Təhlükəsizlik']) {
    await expect(list.getByText(group, { exact: true })).toBeVisible();
  }
});

test('a command that asks for a message, a list version or a schedule shows what the station answered', async ({
  openConsole,
  simulate,
}) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await pick(page, 'Mesaj istə');
  await choose(page, 'Hansı mesaj', 'Konnektorların vəziyyəti');
  await send(page);
  await expect(latest(page, 'trigger')).toContainText('Konnektorların vəziyyəti');
  await expect(latest(page, 'trigger')).toContainText('yerinə yetirildi');

  await pick(page, 'Kart siyahısını yoxla');
  await send(page);
  await expect(latest(page, 'getLocalListVersion')).toContainText('Siyahı boşdur');

  await pick(page, 'Qüvvədə olan həddi soruş');
  await send(page);
  await expect(latest(page, 'getCompositeSchedule')).toContainText('stansiya qəbul etdi');
  await expect(latest(page, 'getCompositeSchedule')).toContainText('1 gün');
});

test('a profile written by hand is checked before it can be sent', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(route);
  await pick(page, 'Şarj profili yaz');
  const json = page.getByRole('textbox', { name: 'Şarj profili (JSON)' });
  await json.fill('{"profileId": 1,');
  await expect(page.getByText('Bu, JSON deyil')).toBeVisible();
  await json.fill(
    '{"profileId":1,"stackLevel":0,"purpose":"Anything","kind":"Absolute","schedule":{"unit":"A","periods":[]}}',
  );
  await expect(page.getByText('purpose: belə söz yoxdur')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Göndər' })).toBeDisabled();
  await json.fill('');
  await page.getByRole('button', { name: 'Nümunə qoy' }).click();
  await send(page);
  await expect(latest(page, 'setChargingProfile')).toContainText('16 A, hər seans üçün');
  await expect(latest(page, 'setChargingProfile')).toContainText('stansiya qəbul etdi');

  await pick(page, 'Hədləri sil');
  await page.getByLabel('Profilin nömrəsi').fill('7');
  await send(page);
  await confirm(page);
  await expect(latest(page, 'clearChargingProfile')).toContainText('silinəsi uyğun hədd yoxdur');
});

test('what a station without a profile answers is told in words', async ({ openConsole, simulate }) => {
  await simulate('HALL-1', { profiles: ['Core'] });
  const page = await openConsole(route);
  await pick(page, 'Nasazlıq faylını al');
  await send(page);
  await expect(latest(page, 'getDiagnostics')).toContainText('stansiya bunu bacarmır');
});
