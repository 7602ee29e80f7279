import { join } from 'node:path';
import { projectFolder } from './console.ts';
import { expect, test } from './test.ts';

test('the page has no Node and no more of the shell than the bridge', async ({ desktop: { page } }) => {
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    bridge: Object.keys(window.stansiya ?? {}).sort(),
  }));
  expect(seen.node).toEqual([]);
  expect(seen.bridge).toEqual([
    'getAutostart',
    'onServiceDown',
    'openDataFolder',
    'requestServicePort',
    'saveFile',
    'setAutostart',
    'setDemo',
    'setLanguage',
    'showInFolder',
    'versions',
  ]);
});

test('the window is sandboxed and isolated', async ({ desktop: { app } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = (
      window?.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
    ).getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});

test('the page cannot go anywhere, open a window or load from outside', async ({ desktop: { app, page } }) => {
  const opened = await page.evaluate(() => window.open('https://example.org/') === null);
  await page.evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  const fetched = await page.evaluate(() =>
    fetch('http://127.0.0.1:1/').then(
      () => 'an answer',
      () => 'refused',
    ),
  );
  expect(opened).toBe(true);
  expect(fetched).toBe('refused');
  expect(await page.evaluate(() => window.location.href)).toMatch(/^app:\/\/stansiya\/index\.html/);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the policy lets no inline script run', async ({ desktop: { page } }) => {
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.head.append(script);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 'injected' in globalThis;
  });
  expect(ran).toBe(false);
});

test('only the files of the console are served, whatever the address looks like', async ({ desktop: { page } }) => {
  const statuses = await page.evaluate(async () => {
    const status = async (path: string): Promise<number> => (await fetch(path)).status;
    return {
      page: await status('/index.html'),
      parent: await status('/../main.cjs'),
      encodedParent: await status('/..%2Fmain.cjs'),
      encodedBackslash: await status('/..%5Cmain.cjs'),
      absolute: await status('/%2Fetc%2Fpasswd'),
      missing: await status('/nothing.js'),
    };
  });
  expect(statuses).toEqual({
    page: 200,
    parent: 404,
    encodedParent: 404,
    encodedBackslash: 404,
    absolute: 404,
    missing: 404,
  });
});

test('every permission a page can ask for is refused', async ({ desktop: { page } }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('a call with wrong arguments is refused', async ({ desktop: { page } }) => {
  const wrongCalls: readonly [name: string, ...args: unknown[]][] = [
    ['setLanguage', 'xx'],
    ['saveFile', { fileName: 'a.csv', mediaType: 'text/csv', base64: 'no base64!' }],
    ['saveFile'],
    ['setAutostart', 'yes'],
    ['showInFolder', '/etc/passwd'],
  ];
  const outcomes = await page.evaluate(async (calls) => {
    const bridge: unknown = window.stansiya;
    const outcome = async ([name, ...args]: readonly [string, ...unknown[]]): Promise<string> => {
      const call = (bridge as Record<string, (...values: readonly unknown[]) => Promise<unknown>>)[name];
      return call === undefined
        ? 'missing'
        : call(...args).then(
            () => 'done',
            () => 'refused',
          );
    };
    return Promise.all(calls.map(outcome));
  }, wrongCalls);
  expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
});

test('a page that is not the console gets no answer from the shell', async ({ desktop }) => {
  const answer = await desktop.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await stranger.loadURL('data:text/html,<title>stranger</title>');
      const script = "stansiya.requestServicePort(); stansiya.getAutostart().then(() => 'answered', () => 'refused')";
      const outcome: unknown = await stranger.webContents.executeJavaScript(script);
      stranger.destroy();
      return outcome;
    },
    join(projectFolder, 'out', 'preload.cjs'),
  );
  expect(answer).toBe('refused');
  await expect
    .poll(async () => (await desktop.shellLog()).match(/A message from data:.* was refused/g))
    .toHaveLength(2);
});
