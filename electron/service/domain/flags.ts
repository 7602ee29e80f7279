import type { SessionFlag } from '../../contract/words.ts';

/** What only the end of a session can bring about; it goes when another end replaces that one. */
const endFlags: ReadonlySet<string> = new Set<SessionFlag>([
  'closedByHand',
  'conflictingStop',
  'implausibleEnergy',
  'lateArrival',
  'lateStop',
  'meterRollback',
  'noStartMeter',
  'noStop',
  'noStopMeter',
  'stopTimeReplaced',
  'superseded',
  'timesReversed',
  'unitMismatch',
]);

/** Flags are kept sorted, each once. */
export function withFlags(flags: readonly string[], added: readonly SessionFlag[]): readonly string[] {
  return [...new Set([...flags, ...added])].sort();
}

export function withoutEndFlags(flags: readonly string[]): readonly string[] {
  return flags.filter((flag) => !endFlags.has(flag));
}

const estimateFlags: ReadonlySet<string> = new Set<SessionFlag>(['closedByHand', 'noStop', 'superseded']);

/** No stop was reported: we closed it, and the true stop may still come. */
export function isClosedByEstimate(session: {
  readonly stoppedAt: number | null;
  readonly flags: readonly string[];
}): boolean {
  return session.stoppedAt !== null && session.flags.some((flag) => estimateFlags.has(flag));
}
