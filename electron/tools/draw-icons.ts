import { chromium, type Page } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { icnsOf, icoOf } from './icon-files.ts';

const folder = fileURLToPath(new URL('../../resources/icons', import.meta.url));

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const;
const macSizes = [32, 64, 128, 256, 512, 1024] as const;

/** Tray marks by name; Electron takes the file with `@2x` where the screen is sharper. */
const trayStates = ['ok', 'charging', 'warning', 'stopped'] as const;
const trayFiles = [
  { suffix: '', size: 16 },
  { suffix: '@1.5x', size: 24 },
  { suffix: '@2x', size: 32 },
] as const;

/** Draws every icon file from its SVG. Run it by hand after a change of a drawing; its results are kept with the source. */
async function drawIcons(page: Page): Promise<void> {
  const icon = await readFile(join(folder, 'icon.svg'), 'utf8');
  await mkdir(join(folder, 'linux'), { recursive: true });
  for (const size of linuxSizes) await save(`linux/${String(size)}x${String(size)}.png`, await draw(page, icon, size));
  await save('icon.png', await draw(page, icon, 256));
  await save('icon.ico', icoOf(await drawAll(page, icon, windowsSizes)));
  await save('icon.icns', icnsOf(await drawAll(page, icon, macSizes)));
  for (const state of trayStates) await drawTray(page, state);
}

async function drawTray(page: Page, state: string): Promise<void> {
  const svg = await readFile(join(folder, `tray-${state}.svg`), 'utf8');
  for (const { suffix, size } of trayFiles) await save(`tray-${state}${suffix}.png`, await draw(page, svg, size));
}

async function drawAll(page: Page, svg: string, sizes: readonly number[]): Promise<ReadonlyMap<number, Buffer>> {
  const drawn = new Map<number, Buffer>();
  for (const size of sizes) drawn.set(size, await draw(page, svg, size));
  return drawn;
}

async function draw(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

const save = (name: string, bytes: Buffer): Promise<void> => writeFile(join(folder, name), bytes);

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  chromiumSandbox: process.getuid?.() !== 0,
});
await drawIcons(await browser.newPage());
await browser.close();
