import type { ElectronApplication } from '@playwright/test';
import { freePort } from './free-port.ts';
import { expect, test } from './test.ts';

/** The process the chargers talk to. */
const servicePid = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ app: electron }) => {
    const service = electron.getAppMetrics().find(({ name }) => name === 'Stansiya service');
    if (service === undefined) throw new Error('The service does not run');
    return service.pid;
  });

test('a killed service comes back by itself and the session goes on', async ({ dataFolder, launch, plugInStation }) => {
  const desktop = await launch({ dataFolder, ocppPort: await freePort() });
  const { app, page } = desktop;
  const station = await plugInStation(desktop, 'YARD-1');
  await station.plugIn(1);
  await station.startTransaction(1, '04A2B91C5F8280');
  const place = page.getByRole('article', { name: 'YARD-1 · connector 1' });
  await expect(place).toHaveAttribute('data-state', 'Charging');
  const before = await servicePid(app);

  process.kill(before, 'SIGKILL');
  const banner = page.getByText('The service stopped and is being restarted');
  await expect(banner).toBeVisible();

  await expect(banner).toBeHidden();
  await expect(place).toHaveAttribute('data-state', 'Charging');
  expect(await servicePid(app)).not.toBe(before);
  await station.stopTransaction(1);
  await station.delivered();
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('row', { name: /YARD-1/ })).toHaveCount(1);
  await expect(page.getByRole('row', { name: /YARD-1/ })).not.toContainText('Running');
});
