import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../ocpp/model/time.ts';
import type { Log, LogDetails } from './domain/log.ts';

const longestFileBytes = 5 * 1024 * 1024;
const keptFiles = 5;
const longestDetail = 4000;

export interface ServiceLog extends Log {
  /** From now on lines are kept in `logs/service.log` of the folder too. */
  keepIn(dataFolder: string): void;
}

/** Writes lines for people to stderr, and to a file once there is a data folder. */
export function createLog(clock: Clock): ServiceLog {
  let file: LogFile | null = null;
  const write = (level: string, message: string, details: LogDetails | undefined): void => {
    const time = new Date(clock.now()).toISOString();
    const line = `${time} ${level} ${message}${details === undefined ? '' : ` ${detailText(details)}`}\n`;
    process.stderr.write(line);
    file?.append(line);
  };
  return {
    info: (message, details) => {
      write('info ', message, details);
    },
    warn: (message, details) => {
      write('warn ', message, details);
    },
    error: (message, details) => {
      write('error', message, details);
    },
    keepIn(dataFolder) {
      file = openLogFile(join(dataFolder, 'logs'));
    },
  };
}

function detailText(details: LogDetails): string {
  const text = JSON.stringify(details, (_key, value: unknown) => (value instanceof Error ? errorText(value) : value));
  return text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text;
}

function errorText(error: Error): string {
  const cause = error.cause instanceof Error ? ` <- ${errorText(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

interface LogFile {
  append(line: string): void;
}

/** Lines are few; writing them at once means that the last one before a crash is there. A full disk must not stop the service. */
function openLogFile(folder: string): LogFile {
  const path = join(folder, 'service.log');
  let bytes = 0;
  attempt(() => {
    mkdirSync(folder, { recursive: true });
    bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  });
  return {
    append(line) {
      attempt(() => {
        if (bytes > longestFileBytes) {
          rotate(path);
          bytes = 0;
        }
        appendFileSync(path, line);
        bytes += Buffer.byteLength(line);
      });
    },
  };
}

function rotate(path: string): void {
  rmSync(`${path}.${String(keptFiles)}`, { force: true });
  for (let age = keptFiles - 1; age >= 1; age -= 1) moveIfThere(`${path}.${String(age)}`, `${path}.${String(age + 1)}`);
  moveIfThere(path, `${path}.1`);
}

function moveIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
}

function attempt(write: () => void): void {
  try {
    write();
  } catch (fault) {
    process.stderr.write(`The log file could not be written: ${String(fault)}\n`);
  }
}
