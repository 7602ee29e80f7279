import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../contract/views.ts';

/** What the command line asks of the shell, and what it passes on to the service as it is. */
export interface ShellOptions {
  readonly dataFolder: string | null;
  /** Started at login: stay in the tray. */
  readonly hidden: boolean;
  readonly demo: boolean;
  /** Null where none of the known ones was asked for. */
  readonly language: Language | null;
  readonly serviceFlags: readonly string[];
}

const languages: readonly Language[] = ['az', 'ru', 'en', 'tr'];
const passedOnValues = ['ocpp-host', 'ocpp-port', 'ocpp-tls-port', 'lang'] as const;
const passedOnSwitches = ['accept-unknown', 'accept-any-card'] as const;

/** Chromium's own switches stand on the same command line, so an unknown flag is no mistake here; the service checks what is passed on. */
export function readShellOptions(args: readonly string[]): ShellOptions {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      hidden: { type: 'boolean' },
      demo: { type: 'boolean' },
      ...Object.fromEntries(passedOnValues.map((name) => [name, { type: 'string' } as const])),
      ...Object.fromEntries(passedOnSwitches.map((name) => [name, { type: 'boolean' } as const])),
    },
  });
  const given: Readonly<Record<string, string | boolean | undefined>> = values;
  return {
    dataFolder: typeof given['data'] === 'string' ? resolve(given['data']) : null,
    hidden: given['hidden'] === true,
    demo: given['demo'] === true,
    language: languages.find((language) => language === given['lang']) ?? null,
    serviceFlags: [
      ...passedOnValues.flatMap((name) => (typeof given[name] === 'string' ? [`--${name}`, given[name]] : [])),
      ...passedOnSwitches.flatMap((name) => (given[name] === true ? [`--${name}`] : [])),
    ],
  };
}
