import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';
import { judge, type RunnerResult } from './result.ts';

export interface Runner {
  readonly name: string;
  execute(): Promise<RunnerResult>;
}

const secondsSince = (start: number): number => Math.round((performance.now() - start) / 100) / 10;

/** A check that passes or fails as a whole: types, lint, layers. */
export function check(name: string, command: string, ...args: readonly string[]): Runner {
  return {
    name,
    execute: async () => {
      const start = performance.now();
      const ok = (await run(command, args)) === 0;
      return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds: secondsSince(start) };
    },
  };
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs a test runner that writes a JSON report, and counts what is in it. */
function reported(
  name: string,
  command: string,
  args: (reportFile: string) => { readonly args: readonly string[]; readonly env?: Readonly<Record<string, string>> },
  count: (report: unknown) => Counts,
): Runner {
  return {
    name,
    execute: async () => {
      const start = performance.now();
      const folder = await mkdtemp(join(tmpdir(), 'stansiya-tests-'));
      const reportFile = join(folder, 'report.json');
      try {
        const call = args(reportFile);
        const exitCode = await run(command, call.args, call.env);
        const report = await readFile(reportFile, 'utf8').catch(() => null);
        const counts = report === null ? { passed: 0, failed: 0, skipped: 0 } : count(JSON.parse(report));
        return { name, ...judge({ ...counts, exitCode }), seconds: secondsSince(start) };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A project of tests/vitest.config.ts. */
export function vitest(project: string): Runner {
  return reported(
    project,
    'vitest',
    (reportFile) => ({
      args: [
        ...['run', '--config', 'tests/vitest.config.ts', '--project', project],
        ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`],
      ],
    }),
    (report) => {
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report as Record<string, number>;
      return {
        passed: numPassedTests ?? 0,
        failed: numFailedTests ?? 0,
        skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
      };
    },
  );
}

/** The Playwright tests of a folder. A test that passed only when repeated counts as failed. */
export function playwright(name: string, configFile: string): Runner {
  return reported(
    name,
    'playwright',
    (reportFile) => ({
      args: ['test', '--config', configFile, '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    }),
    (report) => {
      const { stats } = report as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> };
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    },
  );
}
