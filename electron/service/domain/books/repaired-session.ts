import type { SessionRepair } from '../../../contract/books.ts';
import { AppError } from '../../../contract/errors.ts';
import type { SessionFlag } from '../../../contract/words.ts';
import type { SessionRecord } from '../../store/store.ts';
import { energyOf } from '../energy.ts';
import { withFlags, withoutEndFlags } from '../flags.ts';

type Repaired = Partial<Omit<SessionRecord, 'sessionId'>>;
type Repair<Kind extends SessionRepair['kind']> = Extract<SessionRepair, { readonly kind: Kind }>;

/** kWh taken for Wh, or the other way round. Registers stay as they were sent. */
export function factored(session: SessionRecord, direction: Repair<'factor1000'>['direction']): Repaired {
  requireEnded(session);
  if (session.energyWh === null) throw new AppError('conflict', { reason: 'energyUnknown' });
  const energyWh = direction === 'multiply' ? session.energyWh * 1000 : Math.round(session.energyWh / 1000);
  return { energyWh, flags: repairedFlags(session.flags, ['unitMismatch', 'implausibleEnergy']) };
}

/** Reported twice: its energy is that of the other session, which is billed. */
export function merged(session: SessionRecord, into: SessionRecord): Repaired {
  requireEnded(session);
  if (into.sessionId === session.sessionId || into.flags.includes('merged'))
    throw new AppError('conflict', { reason: 'mergedSession' });
  const flags = withFlags(withoutEndFlags(session.flags), ['merged', 'repaired']);
  return { energyWh: 0, energySource: 'none', flags };
}

/** A stop without a start is told when, at what register and by whom it began. */
export function adopted(session: SessionRecord, repair: Repair<'adoptOrphan'>): Repaired {
  const stoppedAt = requireEnded(session);
  const startedAt = Date.parse(repair.startedAt);
  requireOrder(startedAt, stoppedAt);
  const { meterStopWh, lastPowerW } = session;
  const meterStartWh = repair.meterStartWh ?? session.meterStartWh;
  const { energyWh, energySource, flags } = energyOf({
    ...{ meterStartWh, meterStopWh, startedAt, stoppedAt, lastPowerW },
    ...{ firstReadingWh: null, lastReadingWh: session.lastMeterWh },
  });
  const left = repairedFlags(session.flags, ['unknownStart', 'recovered', ...foundAgain]);
  const idToken = repair.idToken ?? session.idToken;
  return { startedAt, meterStartWh, idToken, energyWh, energySource, flags: withFlags(left, flags) };
}

/** What a person knows better. */
export function withValues(session: SessionRecord, repair: Repair<'setValues'>): Repaired {
  const stoppedAt = repair.stoppedAt === undefined ? requireEnded(session) : Date.parse(repair.stoppedAt);
  const startedAt = repair.startedAt === undefined ? session.startedAt : Date.parse(repair.startedAt);
  requireOrder(startedAt, stoppedAt);
  requireEnded(session);
  const { meterStartWh = session.meterStartWh, meterStopWh = session.meterStopWh } = repair;
  const energyWh = repair.energyWh ?? energyBetween(session, repair, meterStartWh, meterStopWh);
  const flags = withFlags(withoutFlags(withoutEndFlags(session.flags), ['unknownStart', 'merged']), ['repaired']);
  const energySource = energyWh === session.energyWh ? session.energySource : 'register';
  return { startedAt, stoppedAt, meterStartWh, meterStopWh, energyWh, energySource, flags };
}

function energyBetween(
  session: SessionRecord,
  repair: Repair<'setValues'>,
  meterStartWh: number | null,
  meterStopWh: number | null,
): number | null {
  if (repair.meterStartWh === undefined && repair.meterStopWh === undefined) return session.energyWh;
  if (meterStartWh === null || meterStopWh === null) return session.energyWh;
  if (meterStopWh < meterStartWh) throw invalid('meterStopWh', 'must not be below the start register');
  return meterStopWh - meterStartWh;
}

/** Flags that are found anew from what the session says now. */
const foundAgain: readonly SessionFlag[] = [
  'implausibleEnergy',
  'meterRollback',
  'noStartMeter',
  'noStopMeter',
  'timesReversed',
  'unitMismatch',
];

function repairedFlags(flags: readonly string[], settled: readonly SessionFlag[]): readonly string[] {
  return withFlags(withoutFlags(flags, settled), ['repaired']);
}

function withoutFlags(flags: readonly string[], left: readonly SessionFlag[]): readonly string[] {
  const out: ReadonlySet<string> = new Set(left);
  return flags.filter((flag) => !out.has(flag));
}

function requireEnded({ stoppedAt }: SessionRecord): number {
  if (stoppedAt === null) throw new AppError('conflict', { reason: 'sessionRunning' });
  return stoppedAt;
}

function requireOrder(startedAt: number, stoppedAt: number): void {
  if (stoppedAt < startedAt) throw invalid('stoppedAt', 'must not be before the start');
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalidInput', { faults: [{ path, message }] });
}
