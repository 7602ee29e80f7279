import { findElectron } from '../../electron/tools/find-electron.ts';
import { buildStale } from '../../electron/tools/build-stale.ts';
import { startDisplay } from './display.ts';

/** Builds what is stale, finds an Electron and gives it a display; the workers inherit the environment. */
export default async function setUp(): Promise<() => void> {
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  await buildStale(say);
  const electron = await findElectron(say);
  process.env['STANSIYA_TEST_ELECTRON'] = electron.executable;
  const display = await startDisplay();
  if (display.name !== null) process.env['DISPLAY'] = display.name;
  return display.stop;
}
