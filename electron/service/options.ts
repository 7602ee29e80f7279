import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../contract/views.ts';
import { StartError } from './start-error.ts';

export interface ServiceOptions {
  readonly dataFolder: string;
  /** Null where none was asked for. */
  readonly ocppHost: string | null;
  readonly ocppPort: number;
  /** For encrypted connections, which are off until the operator turns them on. */
  readonly ocppTlsPort: number;
  readonly consolePort: number;
  readonly token: string | null;
  readonly acceptUnknown: boolean;
  readonly acceptAnyCard: boolean;
  readonly language: Language | null;
  readonly demo: boolean;
}

const flags = {
  data: { type: 'string' },
  'ocpp-host': { type: 'string' },
  'ocpp-port': { type: 'string' },
  'ocpp-tls-port': { type: 'string' },
  'console-port': { type: 'string' },
  token: { type: 'string' },
  'accept-unknown': { type: 'boolean' },
  'accept-any-card': { type: 'boolean' },
  lang: { type: 'string' },
  demo: { type: 'boolean' },
} as const;

const defaultOcppPort = 9220;
const defaultOcppTlsPort = 9221;
const defaultConsolePort = 9230;
const languages: readonly Language[] = ['az', 'ru', 'en', 'tr'];
/** Characters that need no escaping in a URL, where the token stands. */
const tokenText = /^[\w.~-]{1,200}$/;

/** Reads the command line. Throws `StartError` with one sentence for the first thing that is wrong. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): ServiceOptions {
  const values = parse(args);
  return {
    dataFolder: resolve(nonEmpty('--data', values.data) ?? defaultDataFolder(environment)),
    ocppHost: nonEmpty('--ocpp-host', values['ocpp-host']),
    ocppPort: port('--ocpp-port', values['ocpp-port']) ?? defaultOcppPort,
    ocppTlsPort: port('--ocpp-tls-port', values['ocpp-tls-port']) ?? defaultOcppTlsPort,
    consolePort: port('--console-port', values['console-port']) ?? defaultConsolePort,
    token: token(values.token),
    acceptUnknown: values['accept-unknown'] ?? false,
    acceptAnyCard: values['accept-any-card'] ?? false,
    language: language(values.lang),
    demo: values.demo ?? false,
  };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof flags }>>['values'];

function parse(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values;
  } catch (fault) {
    const [sentence = ''] = (fault instanceof Error ? fault.message : String(fault)).split(/\.\s/);
    const known = Object.keys(flags).map((name) => `--${name}`);
    throw wrong(`${sentence}; known flags: ${known.join(', ')}`);
  }
}

function nonEmpty(flag: string, value: string | undefined): string | null {
  if (value === '') throw wrong(`${flag} needs a value`);
  return value ?? null;
}

function port(flag: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number <= 65_535) return number;
  throw wrong(`${flag} must be a port from 0 to 65535, not "${value}"`);
}

function token(value: string | undefined): string | null {
  if (value === undefined || tokenText.test(value)) return value ?? null;
  throw wrong('--token must have 1 to 200 letters, digits or the characters . _ ~ -');
}

function language(value: string | undefined): Language | null {
  const known = languages.find((one) => one === value);
  if (value === undefined || known !== undefined) return known ?? null;
  throw wrong(`--lang must be one of ${languages.join(', ')}, not "${value}"`);
}

/** The same folder the desktop program uses. */
function defaultDataFolder(environment: NodeJS.ProcessEnv): string {
  return join(applicationData(environment), 'Stansiya');
}

function applicationData(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

function wrong(sentence: string): StartError {
  return new StartError('wrongFlag', sentence);
}
