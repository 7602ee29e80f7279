import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const maxBytes = 1_000_000;

/**
 * The shell's own log: few lines, about the window and the service's comings and goings, in `logs/desktop.log` of the data folder and on stderr.
 * A log that cannot be written never stops the program.
 */
export function createShellLog(dataFolder: string, now: () => Date): (line: string) => void {
  const folder = join(dataFolder, 'logs');
  const path = join(folder, 'desktop.log');
  // A terminal that was closed would otherwise end in a fault for every line, which is logged in turn.
  process.stderr.on('error', () => undefined);
  return (line) => {
    const text = `${now().toISOString()} ${line}\n`;
    process.stderr.write(text);
    try {
      mkdirSync(folder, { recursive: true });
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(path, `${path}.1`);
      appendFileSync(path, text);
    } catch {
      return;
    }
  };
}
