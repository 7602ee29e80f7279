import { expect, type Locator, type Page } from '@playwright/test';
import { chooseOption, test } from './console-test.ts';

const station = (tab: 'connectors' | 'commands' = 'connectors'): string => `/stations/HALL-1?tab=${tab}`;

/** Chooses a command of the list. */
const choose = (page: Page, command: string): Promise<void> =>
  page.getByRole('list', { name: 'Əmrlər' }).getByText(command, { exact: true }).click();

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Göndər' }).click();
const confirm = (page: Page): Promise<void> =>
  page.getByRole('alertdialog').getByRole('button', { name: 'Göndər' }).click();

/** The newest command in the list of those sent. */
const latest = (page: Page, type: string): Locator => page.locator(`[data-command="${type}"]`).first();

test('a station tells who it is and how its connectors are', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1', { connectors: 2 });
  await charger.setFault(2, 'HighTemperature');
  const page = await openConsole(station());
  await expect(page.getByRole('heading', { level: 1 })).toContainText('HALL-1');
  for (const fact of ['Nurlan Elektrik', 'NE-AC22 Duo', '3.4.1', '127.0.0.1', 'ocpp1.6']) {
    await expect(page.getByRole('main')).toContainText(fact);
  }
  await expect(page.locator('[data-evse="1"]')).toContainText('Növbəti maşına hazırdır');
  await expect(page.locator('[data-evse="2"]')).toContainText('Həddən artıq qızıb');
});

test('an unknown station says so and leads back', async ({ openConsole }) => {
  const page = await openConsole('/stations/NOBODY');
  await expect(page.getByRole('heading', { name: 'Belə stansiya yoxdur' })).toBeVisible();
  await page.getByRole('link', { name: 'İcmala qayıt' }).click();
  await expect(page.getByRole('heading', { name: 'İlk stansiyanızı qoşun' })).toBeVisible();
});

test('a start from the office shows being sent, accepted and carried out', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  await charger.plugIn(1);
  const page = await openConsole(station('commands'));
  await choose(page, 'Şarjı başlat');
  await chooseOption(page, 'Kart', /Bu konsol/);
  await send(page);
  const command = latest(page, 'remoteStart');
  await expect(command).toContainText('göndərildi');
  await expect(command).toContainText('stansiya qəbul etdi');
  await expect(command).toContainText('yerinə yetirildi');
  expect(charger.connector(1).transaction).not.toBeNull();

  await choose(page, 'Şarjı dayandır');
  await chooseOption(page, 'Davam edən seans', /Konnektor 1/);
  await send(page);
  await confirm(page);
  await expect(latest(page, 'remoteStop')).toContainText('yerinə yetirildi');
  expect(charger.connector(1).transaction).toBeNull();
});

test('a start that the station takes and no car follows waits for its effect and claims nothing', async ({
  openConsole,
  simulate,
}) => {
  const charger = await simulate('HALL-1');
  charger.configure('ConnectionTimeOut', '1');
  const page = await openConsole(station('commands'));
  await choose(page, 'Şarjı başlat');
  await chooseOption(page, 'Kart', /Bu konsol/);
  await send(page);
  await expect(latest(page, 'remoteStart')).toContainText('stansiya qəbul etdi');
  await expect(latest(page, 'remoteStart')).toContainText('nəticə gözlənilir');
  expect(charger.connector(1).transaction).toBeNull();
});

test('a connector is closed and opened again', async ({ openConsole, simulate }) => {
  await simulate('HALL-1', { connectors: 2 });
  const page = await openConsole(station('commands'));
  await choose(page, 'İşə qaytar və ya bağla');
  await chooseOption(page, 'Konnektor', 'Konnektor 2');
  await page.getByLabel('Bağla', { exact: true }).check();
  await send(page);
  await confirm(page);
  await expect(latest(page, 'changeAvailability')).toContainText('yerinə yetirildi');
  await page.getByRole('tab', { name: 'Vəziyyət' }).click();
  await expect(page.locator('[data-evse="2"]')).toContainText('Bağlıdır');
  await expect(page.locator('[data-evse="1"]')).toContainText('Boş');
  await page.getByRole('tab', { name: 'Əmrlər' }).click();
  await choose(page, 'İşə qaytar və ya bağla');
  await page.getByLabel('İşə qaytar', { exact: true }).check();
  await send(page);
  await page.getByRole('tab', { name: 'Vəziyyət' }).click();
  await expect(page.locator('[data-evse="2"]')).toContainText('Boş');
});

test('a restart asks first where it ends charging, and is seen when the station is back', async ({
  openConsole,
  simulate,
}) => {
  await simulate('HALL-1');
  const page = await openConsole(station('commands'));
  await choose(page, 'Yenidən başlat');
  await page.getByLabel(/Məcburi/).check();
  await send(page);
  await expect(page.getByRole('alertdialog')).toContainText('bir neçə dəqiqə əlçatmaz');
  await confirm(page);
  await expect(latest(page, 'reset')).toContainText('stansiya qəbul etdi');
  await expect(latest(page, 'reset')).toContainText('yerinə yetirildi', { timeout: 20_000 });
});

test('unlocking, clearing the memory and reading settings are answered', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(station('commands'));
  await choose(page, 'Kabeli burax');
  await chooseOption(page, 'Konnektor', 'Konnektor 1');
  await send(page);
  await expect(latest(page, 'unlock')).toContainText('kilid açıldı');

  await choose(page, 'Kart yaddaşını təmizlə');
  await send(page);
  await expect(latest(page, 'clearCache')).toContainText('stansiya qəbul etdi');

  await choose(page, 'Ayarları oxu');
  await page.getByLabel('Hansı ayarlar').fill('HeartbeatInterval NoSuchKey');
  await send(page);
  await expect(latest(page, 'getConfiguration')).toContainText('1 ayar');
  await latest(page, 'getConfiguration').getByText('1 ayar').click();
  await expect(latest(page, 'getConfiguration')).toContainText('Stansiya tanımır: NoSuchKey');
});

test('what a station refuses is told in words', async ({ openConsole, simulate }) => {
  await simulate('HALL-1');
  const page = await openConsole(station('commands'));
  await choose(page, 'İstehsalçı mesajı');
  await page.getByLabel('İstehsalçının kodu (vendorId)').fill('az.example');
  await send(page);
  await expect(latest(page, 'dataTransfer')).toContainText('bu istehsalçı kodunu tanımır');

  await choose(page, 'Ayarı dəyiş');
  await page.getByLabel('Ayarın adı').fill('NumberOfConnectors');
  await page.getByLabel('Yeni qiymət').fill('9');
  await send(page);
  await confirm(page);
  await expect(latest(page, 'setConfiguration')).toContainText('stansiya rədd etdi');
});

test('a station out of reach takes no commands, and the page says why', async ({ openConsole, simulate }) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole(station('commands'));
  await expect(page.getByText('Onlayn', { exact: true })).toBeVisible();
  charger.goOffline();
  await expect(page.getByText('Əlaqə yoxdur', { exact: true })).toBeVisible();
  await choose(page, 'Kart yaddaşını təmizlə');
  await expect(page.getByText('Qoşulanda əmr göndərmək mümkün olacaq')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Göndər' })).toBeDisabled();
  await charger.goOnline();
  await expect(page.getByRole('button', { name: 'Göndər' })).toBeEnabled();
});

test('a station is renamed, given a password and removed', async ({ openConsole, simulate, service }) => {
  const charger = await simulate('HALL-1');
  const page = await openConsole(station());
  const more = page.getByRole('button', { name: 'Digər əməllər' });

  await more.click();
  await page.getByText('Adını dəyiş').click();
  await page.getByRole('dialog').getByLabel('Ad (siz necə çağırırsınız)').fill('Əsas giriş');
  await page.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Əsas giriş');

  await more.click();
  await page.getByText('Parol qoy…').click();
  const password = page.getByLabel('Yeni parol');
  await password.fill('short');
  await expect(page.getByRole('dialog')).toContainText('Ən azı 8 simvol');
  await page.getByRole('button', { name: 'Güclü parol yarat' }).click();
  await expect(password).toHaveValue(/^[A-Za-z2-9]{20}$/);
  await page.getByRole('button', { name: 'Yadda saxla' }).click();
  await expect(page.getByRole('main')).toContainText('Qoyulub');

  charger.disconnect();
  await more.click();
  await page.getByText('Stansiyanı sil…').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sil' }).click();
  await expect(page.getByRole('heading', { name: 'İlk stansiyanızı qoşun' })).toBeVisible();
  expect(await service.client.call('stations.list', {})).toEqual([]);
});

test('the rules of a charger say where anyone may charge, and that its Wh are kWh after asking', async ({
  openConsole,
  service,
  simulate,
}) => {
  await simulate('HALL-1', { connectors: 2 });
  const page = await openConsole(station());
  const rules = page.getByRole('region', { name: 'Bu stansiya üçün qaydalar' });
  await rules.getByRole('checkbox', { name: 'Konnektor 2: hər kəs şarj edə bilər' }).click();
  const viewed = async (): Promise<unknown> => service.client.call('stations.get', { stationId: 'HALL-1' });
  await expect.poll(viewed).toMatchObject({ freeVending: [2], registersInKwh: false });
  await expect(rules.getByRole('checkbox', { name: 'Konnektor 1' })).not.toBeChecked();

  const inKwh = rules.getByRole('checkbox', { name: 'kVt·saatı Vt·saat adlandırır' });
  const question = page.getByRole('alertdialog');
  await inKwh.click();
  await expect(question).toContainText('0,012 kVt·saat');
  await question.getByRole('button', { name: 'İmtina' }).click();
  await expect(inKwh).not.toBeChecked();
  await inKwh.click();
  await question.getByRole('button', { name: 'kVt·saat say' }).click();
  await expect(inKwh).toBeChecked();
  await expect.poll(viewed).toMatchObject({ freeVending: [2], registersInKwh: true });
});
