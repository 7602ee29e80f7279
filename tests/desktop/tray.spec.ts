import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './test.ts';

/** The tray and the notices are the operating system's: what the shell hands over to it is written down instead. */
async function recordWhatTheSystemIsTold(app: ElectronApplication): Promise<() => Promise<Told>> {
  await app.evaluate(({ Notification, Tray }) => {
    const told = { tips: [] as string[], notices: [] as string[] };
    Object.assign(globalThis, { told });
    Tray.prototype.setToolTip = (tip: string) => {
      told.tips.push(tip);
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      told.notices.push(this.title);
    };
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'told') as Told);
}

interface Told {
  readonly tips: readonly string[];
  readonly notices: readonly string[];
}

test('the tray tells how many chargers are there and charge, and a fault is a notice', async ({
  desktop,
  plugInStation,
}) => {
  const told = await recordWhatTheSystemIsTold(desktop.app);
  const lastTip = async (): Promise<string | undefined> => (await told()).tips.at(-1);
  const station = await plugInStation(desktop, 'YARD-1');
  await station.plugIn(1);
  await station.startTransaction(1, '04A2B91C5F8280');
  await expect.poll(lastTip).toBe('Stansiya: Online: 1 of 1, charging: 1');

  await station.setFault(1, 'GroundFailure');
  await expect.poll(lastTip).toContain('problems: 1');
  expect((await told()).notices).toEqual(['YARD-1: fault']);
});

test('the first closing of the window is explained, and only the first', async ({ desktop }) => {
  const { app, page } = desktop;
  const told = await recordWhatTheSystemIsTold(app);
  await expect(page.getByRole('navigation')).toBeVisible();
  for (let times = 0; times < 2; times++) {
    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.show();
      window?.close();
    });
  }
  expect((await told()).notices).toEqual(['Stansiya keeps running']);
});

test('the tray speaks the language that is chosen in the window', async ({ desktop }) => {
  const { app, page } = desktop;
  const told = await recordWhatTheSystemIsTold(app);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByText('Русский').click();
  await expect.poll(async () => (await told()).tips.at(-1)).toBe('Stansiya: На связи: 0 из 0, заряжаются: 0');
});
