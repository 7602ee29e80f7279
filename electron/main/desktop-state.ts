import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const integer = z.int();

const schema = z.object({
  language: z.enum(['az', 'ru', 'en', 'tr']).catch('az'),
  bounds: z
    .object({ x: integer, y: integer, width: integer.positive(), height: integer.positive() })
    .nullable()
    .catch(null),
  maximized: z.boolean().catch(false),
  /** The notification that closing the window does not end the program was shown. */
  closeExplained: z.boolean().catch(false),
});

/** What the shell remembers from run to run; everything else is the service's. */
export type DesktopState = Readonly<z.output<typeof schema>>;

export interface DesktopStateFile {
  get(): DesktopState;
  update(change: Partial<DesktopState>): void;
}

/** A small JSON file. One that is missing or damaged counts as empty; one that cannot be written is forgotten with the run. */
export function openDesktopState(path: string, log: (line: string) => void): DesktopStateFile {
  let state = schema.parse(readJson(path));
  return {
    get: () => state,
    update(change) {
      state = { ...state, ...change };
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
        renameSync(`${path}.new`, path);
      } catch (error) {
        log(`The window's state could not be saved: ${String(error)}`);
      }
    },
  };
}

function readJson(path: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' ? (value ?? {}) : {};
  } catch {
    return {};
  }
}
