import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const maxBytes = 1_000_000;

/** The shell's own log: few lines, about the window, the tray and the service's comings and goings. */
export interface ShellLog {
  write(line: string): void;
}

/** Writes to `logs/desktop.log` in the data folder and to stderr. A log that cannot be written never stops the program. */
export function createShellLog(dataFolder: string, now: () => Date): ShellLog {
  const folder = join(dataFolder, 'logs');
  const path = join(folder, 'desktop.log');
  return {
    write(line) {
      const text = `${now().toISOString()} ${line}\n`;
      process.stderr.write(text);
      try {
        mkdirSync(folder, { recursive: true });
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(path, `${path}.1`);
        appendFileSync(path, text);
      } catch {
        return;
      }
    },
  };
}
