import { spawn } from 'node:child_process';

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const parent = process.ppid;
const parentCheckMs = 500;

/** Runs a program in place of this one: same terminal, signals passed on; resolves with its exit code. */
export function runChild(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of forwardedSignals) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to the child as well: this process only has to outlive it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  whenScriptShellEnds(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

/** npm runs a script in a shell and ends that shell alone; many shells pass nothing on, so its end is the only word of it that arrives. */
function whenScriptShellEnds(act: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, parentCheckMs);
  timer.unref();
}
