import type { Locator, Page } from '@playwright/test';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './test.ts';

/** The line that concerns the whole window. */
const banner = (page: Page): Locator => page.locator('.banner[role=alert]');

test('a port in use is told in one sentence, and the console recovers when the port is free', async ({
  dataFolder,
  launch,
}) => {
  const other = createServer().listen(0);
  await once(other, 'listening');
  const { page } = await launch({ dataFolder, ocppPort: (other.address() as AddressInfo).port });
  await expect(banner(page)).toContainText('Another program uses the port');

  other.close();
  await expect(banner(page)).toBeHidden();
  await expect(page.getByText('Connect your first charger')).toBeVisible();
});

test('a database of a newer version is refused and left as it is', async ({ dataFolder, launch }) => {
  const first = await launch({ dataFolder });
  await first.ocppUrl();
  await first.quit();
  const file = join(dataFolder, 'stansiya.db');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 1000000');
  database.close();
  const before = await stat(file);

  const { page } = await launch({ dataFolder });
  await expect(banner(page)).toContainText('A newer version of the program wrote this database');
  const after = await stat(file);
  expect([after.size, after.mtimeMs]).toEqual([before.size, before.mtimeMs]);
});

test('a folder that cannot be written is named', async ({ dataFolder, launch }) => {
  const notAFolder = join(dataFolder, 'file');
  await writeFile(notAFolder, '');
  const { page } = await launch({ dataFolder: join(notAFolder, 'books') });
  await expect(banner(page)).toContainText(`The data folder cannot be written: ${join(notAFolder, 'books')}`);
});

test('a wrong flag is told in the window', async ({ dataFolder, launch }) => {
  const { page } = await launch({ dataFolder, flags: ['--ocpp-port', 'abc'] });
  await expect(banner(page)).toContainText('--ocpp-port must be a port from 0 to 65535, not "abc"');
});
