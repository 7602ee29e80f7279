import { staleParts } from './stale.ts';

/** Builds what is missing or out of date, and says what. The build itself is loaded only when there is something to build. */
export async function buildStale(say: (line: string) => void): Promise<void> {
  const names = await staleParts();
  if (names.length === 0) return;
  say(`Building ${names.join(', ')}`);
  const { build } = await import('./build.ts');
  // The service's bundle holds the validators, which know by themselves whether they are up to date.
  await build(names.includes('service') ? ['validators', ...names] : names);
}
