import { test as base, type Locator, type Page } from '@playwright/test';
import type { Language } from '../../electron/contract/views.ts';
import { createSimulatedStation, type SimulatedStation } from '../../ocpp/simulator/simulated-station.ts';
import type { SimulatedStationOptions } from '../../ocpp/simulator/station-options.ts';
import { openDoors, type RunningService, startService } from '../harness/service.ts';

interface ConsoleFixtures {
  /** Flags the service starts with; the doors are open by default, in Azerbaijani. */
  readonly flags: readonly string[];
  /** A service of this test alone, on free ports, with a data folder of its own. */
  readonly service: RunningService;
  /** Switches on a simulated station and waits until the service has admitted it or made it wait. */
  readonly simulate: (stationId: string, options?: Partial<SimulatedStationOptions>) => Promise<SimulatedStation>;
  /** The console, opened at a route. */
  readonly openConsole: (route?: string) => Promise<Page>;
}

/** A test of the console in a browser: each has its own service, stations and database. */
export const test = base.extend<ConsoleFixtures>({
  flags: [[...openDoors, '--lang', 'az'], { option: true }],

  service: async ({ flags }, use) => {
    const service = await startService({ flags });
    await use(service);
    await service.stop();
  },

  simulate: async ({ service }, use) => {
    const stations: SimulatedStation[] = [];
    await use(async (stationId, options = {}) => {
      const station = createSimulatedStation({ url: service.ocppUrl, stationId, rebootMs: 500, ...options });
      stations.push(station);
      await station.boot();
      return station;
    });
    for (const station of stations) station.disconnect();
  },

  openConsole: async ({ page, service }, use) => {
    await use(async (route = '/') => {
      const url = new URL(service.consoleUrl);
      url.hash = route;
      await page.goto(url.href);
      return page;
    });
  },
});

/** The card of a connector on the overview. */
export const connectorCard = (page: Page, station: string, evseId: number): Locator =>
  page.getByRole('article', { name: `${station} · konnektor ${String(evseId)}`, exact: true });

/** Chooses a language in the app bar. */
export async function chooseLanguage(page: Page, from: Language, name: string): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: languageButtons[from] }).click();
  await page
    .getByRole('option', { name })
    .or(page.getByRole('listitem').filter({ hasText: name }))
    .first()
    .click();
}

const languageButtons: Readonly<Record<Language, string>> = { az: 'Dil', ru: 'Язык', en: 'Language', tr: 'Dil' };

/** Chooses from a list that opens, by its label. */
export async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.locator('.v-select, .v-autocomplete').filter({ hasText: label }).click();
  await page.getByRole('option', { name: option }).click();
}
