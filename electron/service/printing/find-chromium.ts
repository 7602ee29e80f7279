import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ['chrome.exe', 'msedge.exe'],
};
const namesElsewhere = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Where installers put it that leave the PATH alone. */
const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
    String.raw`C:\Program Files\Microsoft\Edge\Application\msedge.exe`,
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

/** A browser of Chromium's family: the one `CHROMIUM_PATH` names and no other, else one on the PATH, else an installed one; null where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | null {
  const named = environment['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const wanted = names[platform] ?? namesElsewhere;
  const onPath = wanted.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(places[platform] ?? [])].find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
