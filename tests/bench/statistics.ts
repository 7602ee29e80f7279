/** The value below which the share `p` of all values lies, `p` from 0 to 1; `sorted` is in ascending order. */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
