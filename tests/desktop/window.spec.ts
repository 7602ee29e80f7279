import type { ElectronApplication } from '@playwright/test';
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { developmentElectron, projectFolder } from './console.ts';
import { expect, test } from './test.ts';

const isVisible = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

/** As a click on the window's cross does. */
const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });

/** As a terminal or a login starts it, without a test at the other end. */
const startProgram = (dataFolder: string): ChildProcessByStdio<null, null, Readable> => {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, projectFolder, '--data', dataFolder, '--ocpp-port', '0'];
  return spawn(developmentElectron(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

test('closing the window hides it and charging goes on', async ({ desktop, plugInStation }) => {
  const { app, page } = desktop;
  const station = await plugInStation(desktop, 'YARD-1');
  await station.plugIn(1);
  const { transactionId } = await station.startTransaction(1, '04A2B91C5F8280');
  const place = page.getByRole('article', { name: 'YARD-1 · connector 1' });
  await expect(place).toHaveAttribute('data-state', 'Charging');

  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  const answered = station.received.length;
  await expect.poll(() => station.received.length).toBeGreaterThan(answered + 2);
  expect(station.connector(1).transaction?.transactionId).toBe(transactionId);

  await app.evaluate(({ app: electron }) => electron.emit('activate'));
  await expect.poll(() => isVisible(app)).toBe(true);
  await expect(place).toHaveAttribute('data-state', 'Charging');
});

test('a second start shows the first window and ends', async ({ desktop }) => {
  const { app, dataFolder, page } = desktop;
  await expect(page.getByRole('navigation')).toBeVisible();
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);

  const second = startProgram(dataFolder);
  const [code] = (await once(second, 'exit')) as [number];

  expect(code).toBe(0);
  await expect.poll(() => isVisible(app)).toBe(true);
});

test('the window comes back where and as large as it was left', async ({ dataFolder, launch }) => {
  const bounds = { x: 60, y: 40, width: 1100, height: 720 };
  const first = await launch({ dataFolder });
  await expect.poll(() => isVisible(first.app)).toBe(true);
  await first.app.evaluate(({ BrowserWindow }, left) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(left);
  }, bounds);
  await first.quit();

  const second = await launch({ dataFolder });
  const found = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(found).toEqual(bounds);
});

test('leaving asks while a car charges, and stays when told to', async ({ desktop, plugInStation }) => {
  const { app, page } = desktop;
  const station = await plugInStation(desktop, 'YARD-1');
  await station.plugIn(1);
  await station.startTransaction(1, '04A2B91C5F8280');
  await expect(page.getByRole('article', { name: 'YARD-1 · connector 1' })).toHaveAttribute('data-state', 'Charging');
  await app.evaluate(({ app: electron, dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push((args.at(-1) as Electron.MessageBoxOptions).message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    electron.quit();
  });

  const questions = (): Promise<unknown> => app.evaluate(() => Reflect.get(globalThis, 'asked') as unknown);
  await expect.poll(questions).toEqual(['Cars are charging right now: 1. Quit all the same?']);
  expect(station.connected).toBe(true);
  await expect(page.getByRole('article', { name: 'YARD-1 · connector 1' })).toHaveAttribute('data-state', 'Charging');
});

test('the switch for starting with the computer is kept by the operating system', async ({ desktop }) => {
  const { page, dataFolder } = desktop;
  const entry = join(dataFolder, 'config', 'autostart', 'stansiya.desktop');
  expect(await page.evaluate(() => window.stansiya?.getAutostart())).toBe(false);
  expect(await page.evaluate(() => window.stansiya?.setAutostart(true))).toBe(true);
  expect(await readFile(entry, 'utf8')).toContain('"--hidden"');
  expect(await page.evaluate(() => window.stansiya?.setAutostart(false))).toBe(false);
  await expect(readFile(entry, 'utf8')).rejects.toThrow('ENOENT');
});

test('started hidden, the program listens without a window', async ({ dataFolder, launch, plugInStation }) => {
  const desktop = await launch({ dataFolder, flags: ['--hidden'] });
  const station = await plugInStation(desktop, 'YARD-1');
  expect(station.connected).toBe(true);
  expect(await isVisible(desktop.app)).toBe(false);
});

test('a program whose terminal was closed goes on, and ends when asked to', async ({ dataFolder }) => {
  const program = startProgram(dataFolder);
  program.stderr.destroy();
  const log = (): Promise<string> => readFile(join(dataFolder, 'logs', 'desktop.log'), 'utf8').catch(() => '');
  await expect.poll(log).toContain('The service listens on');

  program.kill('SIGTERM');
  const [code] = (await once(program, 'exit')) as [number];
  expect(code).toBe(0);
  expect(await log()).not.toContain('fault');
});
