import { test as base, type TestInfo } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import { type DesktopConsole, type LaunchOptions, launchConsole } from './console.ts';

interface Fixtures {
  /** A data folder that is gone after the test. */
  readonly dataFolder: string;
  /** Opens consoles that are left again after the test. */
  readonly launch: (options: LaunchOptions) => Promise<DesktopConsole>;
  /** The console as most tests need it. */
  readonly desktop: DesktopConsole;
  /** Switches on a simulated charger of one connector that sends a reading every second; it is switched off after the test. */
  readonly plugInStation: (desktop: DesktopConsole, stationId: string) => Promise<SimulatedStation>;
}

async function attachWhatIsSeen(testInfo: TestInfo, { page, pageFaults, shellLog }: DesktopConsole): Promise<void> {
  await testInfo.attach('desktop.log', { body: await shellLog() });
  await testInfo.attach('page-faults', { body: pageFaults.join('\n') });
  const body = await page.screenshot({ timeout: 5_000 }).catch(() => null);
  if (body !== null) await testInfo.attach('window', { body, contentType: 'image/png' });
}

export const test = base.extend<Fixtures>({
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'stansiya-desktop-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({}, use, testInfo) => {
    const opened: DesktopConsole[] = [];
    await use(async (options) => {
      const desktop = await launchConsole(options);
      opened.push(desktop);
      return desktop;
    });
    for (const desktop of opened) {
      if (testInfo.status !== testInfo.expectedStatus) await attachWhatIsSeen(testInfo, desktop);
      await desktop.quit();
    }
  },
  desktop: async ({ dataFolder, launch }, use) => {
    await use(await launch({ dataFolder }));
  },
  plugInStation: async ({}, use) => {
    const stations: SimulatedStation[] = [];
    await use(async (desktop, stationId) => {
      const station = createSimulatedStation({ url: await desktop.ocppUrl(), stationId, meterSampleSeconds: 1 });
      stations.push(station);
      await station.boot();
      return station;
    });
    for (const station of stations) station.disconnect();
  },
});

export { expect } from '@playwright/test';
