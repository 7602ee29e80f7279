import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSealingKey, type SecretKeeper } from '../../../electron/main/sealing-key.ts';

/** An operating system that keeps secrets by writing them in hexadecimal. */
function keeper(change: Partial<SecretKeeper> = {}): SecretKeeper {
  return {
    isAvailable: () => Promise.resolve(true),
    seal: (text) => Promise.resolve(Buffer.from(`sealed:${Buffer.from(text).toString('hex')}`)),
    open: (sealed) => {
      const [mark, text = ''] = sealed.toString().split(':');
      if (mark !== 'sealed') return Promise.reject(new Error('not sealed by this account'));
      return Promise.resolve({ text: Buffer.from(text, 'hex').toString(), isOutdated: false });
    },
    ...change,
  };
}

async function keyFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stansiya-seal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'user data', 'sealing-key');
}

test('a key of 32 bytes is made once, and the same one is given after a restart', async () => {
  const path = await keyFile();
  const source = createSealingKey(path, keeper(), () => undefined);
  const [key, again] = await Promise.all([source(), source()]);
  expect(Buffer.from(key ?? '', 'base64')).toHaveLength(32);
  expect(again).toBe(key);
  expect(await createSealingKey(path, keeper(), () => undefined)()).toBe(key);
  expect(await readFile(path, 'utf8')).not.toContain(key);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('where the operating system keeps no secrets there is none, and nothing is written', async () => {
  const path = await keyFile();
  const none = keeper({ isAvailable: () => Promise.resolve(false) });
  expect(await createSealingKey(path, none, () => undefined)()).toBeNull();
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('one that another account sealed is not replaced, and the log says so', async () => {
  const path = await keyFile();
  await createSealingKey(path, keeper(), () => undefined)();
  await writeFile(path, 'of another account');
  const lines: string[] = [];
  expect(await createSealingKey(path, keeper(), (line) => lines.push(line))()).toBeNull();
  expect(await readFile(path, 'utf8')).toBe('of another account');
  expect(lines).toEqual([expect.stringContaining('not sealed by this account')]);
});

test('one that should be sealed anew is', async () => {
  const path = await keyFile();
  const key = await createSealingKey(path, keeper(), () => undefined)();
  const outdated = keeper({
    open: async (sealed) => ({ ...(await keeper().open(sealed)), isOutdated: true }),
    seal: (text) => Promise.resolve(Buffer.from(`sealed again:${text}`)),
  });
  expect(await createSealingKey(path, outdated, () => undefined)()).toBe(key);
  expect(await readFile(path, 'utf8')).toBe(`sealed again:${String(key)}`);
});
