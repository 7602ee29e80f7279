import { build } from '../../electron/tools/build.ts';
import { closingLine, type RunnerResult } from './result.ts';
import { check, playwright, vitest, type Runner } from './runners.ts';
import { ensureSystemPackages } from './system-packages.ts';

/** It takes as long as all other checks together, and runs beside them. */
const lint = check('lint', 'eslint', '.', '--max-warnings', '0');

const checks: readonly Runner[] = [
  check('types', 'vue-tsc', '-b'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check(
    'layers',
    'depcruise',
    '--config',
    'tests/layers/dependency-cruiser.mjs',
    'ocpp',
    'electron',
    'renderer',
    'tests',
  ),
  check('unused', 'knip'),
];

const tests: readonly Runner[] = [
  vitest('unit'),
  vitest('integration'),
  playwright('browser', 'tests/browser/playwright.config.ts'),
  playwright('desktop', 'tests/desktop/playwright.config.ts'),
];

/** Runs every check and every test, or those named on the command line, and ends with the sum. Returns the exit code. */
export async function runEverything(names: readonly string[] = process.argv.slice(2)): Promise<number> {
  const known = [lint, ...checks, ...tests];
  const unknown = names.filter((name) => !known.some((runner) => runner.name === name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. Known: ${known.map((runner) => runner.name).join(', ')}`);
    return 2;
  }
  if (!(await ensureSystemPackages())) return 1;
  await build();
  const chosen = (runners: readonly Runner[]): readonly Runner[] =>
    runners.filter(({ name }) => names.length === 0 || names.includes(name));
  const checked = await Promise.all([execute(chosen([lint])), execute(chosen(checks))]);
  const results = [...checked.flat(), ...(await execute(chosen(tests)))];
  console.log('');
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${name.padEnd(12)} ${String(passed).padStart(5)} ok ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`,
    );
  }
  console.log(closingLine(results));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function execute(runners: readonly Runner[]): Promise<readonly RunnerResult[]> {
  const results: RunnerResult[] = [];
  for (const runner of runners) {
    console.log(`\n── ${runner.name} ──`);
    results.push(await runner.execute());
  }
  return results;
}
