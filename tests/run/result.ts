/** What one runner did. A runner that executed nothing has failed. */
export interface RunnerResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

/** Skipped tests count as failed: they prove nothing. Neither does a runner that ran nothing or ended in an error without a failed test. */
export function judge(counts: {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly exitCode: number;
}): { readonly passed: number; readonly failed: number } {
  const failed = counts.failed + counts.skipped;
  const unexplained = failed === 0 && (counts.exitCode !== 0 || counts.passed === 0);
  return { passed: counts.passed, failed: unexplained ? 1 : failed };
}

/** The closing line: one sum over all runners. */
export function closingLine(results: readonly RunnerResult[]): string {
  const sum = (pick: (result: RunnerResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  return `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
}
