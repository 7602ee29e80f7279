import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** As `npm run serve` does: the command in a shell, which dies of a signal without passing it on. */
async function serveInShell(flags: readonly string[]): Promise<ReturnType<typeof spawn>> {
  const command = ['node', 'electron/tools/serve.ts', ...flags].join(' ');
  const shell = spawn('/bin/sh', ['-c', `${command}; exit $?`], {
    cwd: root,
    detached: true,
    env: { ...process.env, npm_lifecycle_event: 'serve' },
  });
  onTestFinished(() => {
    if (shell.pid === undefined) return;
    try {
      process.kill(-shell.pid, 'SIGKILL');
    } catch {
      // Nothing of it runs any more.
    }
  });
  await once(shell.stdout, 'data');
  return shell;
}

it.runIf(process.platform !== 'win32')('a service whose npm was ended ends as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stansiya-serve-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const shell = await serveInShell(['--data', folder, '--ocpp-port', '0', '--console-port', '0']);
  let log = '';
  shell.stderr?.on('data', (data: Buffer) => (log += data.toString()));
  shell.kill('SIGTERM');
  // The last of those that hold its output has gone.
  await once(shell, 'close');
  expect(log).toContain('the service has ended');
});
