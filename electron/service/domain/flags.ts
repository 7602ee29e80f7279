import type { SessionFlag } from '../../contract/words.ts';
import type { AuthorizationStatus } from '../../../ocpp/model/id-token.ts';
import type { Verdict } from '../store/store.ts';

interface Meaning {
  /** What a person should think of a session that has this flag and no graver one. */
  readonly verdict: Verdict;
  /**
   * What brings it about. Flags of an end go when another end replaces that one; those of an estimate say that we closed the session because
   * no stop was reported.
   */
  readonly of: 'session' | 'end' | 'estimate';
}

const meanings: Readonly<Record<SessionFlag, Meaning>> = {
  clockShifted: { verdict: 'ok', of: 'session' },
  closedByHand: { verdict: 'estimated', of: 'estimate' },
  conflictingStop: { verdict: 'review', of: 'end' },
  freeVending: { verdict: 'ok', of: 'session' },
  implausibleEnergy: { verdict: 'review', of: 'end' },
  lateArrival: { verdict: 'ok', of: 'end' },
  lateStop: { verdict: 'repaired', of: 'end' },
  merged: { verdict: 'repaired', of: 'session' },
  meterRollback: { verdict: 'review', of: 'end' },
  noStartMeter: { verdict: 'estimated', of: 'end' },
  noStop: { verdict: 'estimated', of: 'estimate' },
  noStopMeter: { verdict: 'estimated', of: 'end' },
  recovered: { verdict: 'repaired', of: 'session' },
  notBilled: { verdict: 'review', of: 'end' },
  refusedIdToken: { verdict: 'review', of: 'end' },
  repaired: { verdict: 'repaired', of: 'session' },
  repeatedStart: { verdict: 'ok', of: 'session' },
  startTimeReplaced: { verdict: 'ok', of: 'session' },
  stopTimeReplaced: { verdict: 'ok', of: 'end' },
  superseded: { verdict: 'estimated', of: 'estimate' },
  timesReversed: { verdict: 'review', of: 'end' },
  unitMismatch: { verdict: 'review', of: 'end' },
  unknownStart: { verdict: 'review', of: 'session' },
};

const gravestFirst = ['review', 'estimated', 'repaired'] as const satisfies readonly Verdict[];

const isFlag = (flag: string): flag is SessionFlag => Object.hasOwn(meanings, flag);

/** Null for a flag that only another version of this program knows. */
const meaningOf = (flag: string): Meaning | null => (isFlag(flag) ? meanings[flag] : null);

/** What a person should think of a session at a glance: its gravest flag decides. */
export function verdictOf(flags: readonly string[]): Verdict {
  const verdicts = flags.map((flag) => meaningOf(flag)?.verdict);
  return gravestFirst.find((verdict) => verdicts.includes(verdict)) ?? 'ok';
}

/** Flags are kept sorted, each once. */
export function withFlags(flags: readonly string[], added: readonly SessionFlag[]): readonly string[] {
  return [...new Set([...flags, ...added])].sort();
}

/** A station told to stop may do so at once: a session that ends without energy is not held against a refused card. */
export function refusalFlags(authorization: AuthorizationStatus | null): readonly SessionFlag[] {
  return authorization === null || authorization === 'Accepted' ? [] : ['refusedIdToken'];
}

/** What is left of a session's flags when its end is taken back or replaced. */
export function withoutEndFlags(flags: readonly string[]): readonly string[] {
  return flags.filter((flag) => (meaningOf(flag)?.of ?? 'session') === 'session');
}

/** Flags of an end that are found from its registers, its times and its terms; the others were told. */
const foundFlags: ReadonlySet<string> = new Set<SessionFlag>([
  'implausibleEnergy',
  'meterRollback',
  'noStartMeter',
  'noStopMeter',
  'notBilled',
  'refusedIdToken',
  'timesReversed',
  'unitMismatch',
]);

/** What was told of a session's end, and holds when the same end is looked at again. */
export function toldEndFlags(flags: readonly string[]): readonly SessionFlag[] {
  return flags.filter(isFlag).filter((flag) => meanings[flag].of !== 'session' && !foundFlags.has(flag));
}

/** No stop was reported: we closed it, and the true stop may still come. */
export function isClosedByEstimate(session: {
  readonly stoppedAt: number | null;
  readonly flags: readonly string[];
}): boolean {
  return session.stoppedAt !== null && session.flags.some((flag) => meaningOf(flag)?.of === 'estimate');
}
