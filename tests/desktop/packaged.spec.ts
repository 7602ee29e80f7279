import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from './console.ts';
import { expect, test } from './test.ts';

const run = promisify(execFile);

const programs: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux-unpacked/stansiya',
  win32: 'win-unpacked/Stansiya.exe',
  darwin: `mac${process.arch === 'arm64' ? '-arm64' : ''}/Stansiya.app/Contents/MacOS/Stansiya`,
};

test('the packaged program starts, shows the overview and serves a charger', async ({
  dataFolder,
  launch,
  plugInStation,
}) => {
  test.setTimeout(240_000);
  await run(process.execPath, [join(projectFolder, 'electron', 'tools', 'package.ts'), '--dir'], {
    cwd: projectFolder,
    maxBuffer: 16_000_000,
  });
  const executable = join(projectFolder, 'dist', programs[process.platform] ?? '');
  const desktop = await launch({ dataFolder, executable });
  expect(await desktop.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
  await expect(desktop.page.getByText('Connect your first charger')).toBeVisible();

  const station = await plugInStation(desktop, 'YARD-1');
  await station.plugIn(1);
  await station.startTransaction(1, '04A2B91C5F8280');
  const place = desktop.page.getByRole('article', { name: 'YARD-1 · connector 1' });
  await expect(place).toHaveAttribute('data-state', 'Charging');
});
