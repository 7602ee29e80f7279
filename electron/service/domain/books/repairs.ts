import type { Clock } from '../../../../ocpp/model/time.ts';
import { assertNever } from '../../../../ocpp/model/assert-never.ts';
import type { SessionRepair } from '../../../contract/books.ts';
import { AppError } from '../../../contract/errors.ts';
import type { SessionRecord, Store, WriteUnit } from '../../store/store.ts';
import type { Announce, Change } from '../changes.ts';
import { closeByEstimate } from '../close-by-estimate.ts';
import { verdictOf } from '../flags.ts';
import { differences, writeDown } from '../journal-entry.ts';
import { changeSession, postSession } from '../session-end.ts';
import { adopted, factored, merged, withValues } from './repaired-session.ts';
import type { BookEntry, SessionBooks } from './session-books.ts';
import { type TermsDeps, termsAtStart } from './terms.ts';

/** What people put right about sessions. What was said before stays readable, and the books take back and charge anew. */
export interface Repairs {
  /** Throws `notFound`, `invalidInput`, and `conflict` where the session is not as the repair needs it. */
  repair(sessionId: string, reason: string, repair: SessionRepair): Promise<SessionRecord>;
}

export interface RepairsDeps extends TermsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly books: SessionBooks;
  readonly announce: Announce;
  readonly onDuty: () => string;
}

export function createRepairs(deps: RepairsDeps): Repairs {
  return {
    repair: (sessionId, reason, repair) =>
      deps.store.write(async (unit) => {
        const changes: Change[] = [];
        const session = await found(unit, sessionId);
        const work = { deps, unit, session, entry: entryOf(deps, repair), changes };
        const known = await stateOf(unit, session);
        const repaired = await apply(work, repair);
        const { before, after } = differences(known, await stateOf(unit, repaired));
        const [at, operator] = [deps.clock.now(), deps.onDuty()];
        await unit.repairs.insert({
          ...{ sessionId, at, kind: repair.kind, reason, operator },
          ...{ before: JSON.stringify(before), after: JSON.stringify(after) },
        });
        await writeDown(
          { unit, now: at, operator },
          {
            ...{ action: 'sessions.repair', subject: 'session', subjectId: sessionId },
            details: { kind: repair.kind, reason, before, after },
          },
        );
        unit.afterCommit(() => {
          changes.forEach(deps.announce);
        });
        return repaired;
      }),
  };
}

interface Work {
  readonly deps: RepairsDeps;
  readonly unit: WriteUnit;
  readonly session: SessionRecord;
  readonly entry: BookEntry;
  readonly changes: Change[];
}

async function apply(work: Work, repair: SessionRepair): Promise<SessionRecord> {
  const { deps, unit, session, changes } = work;
  switch (repair.kind) {
    case 'closeAtLastReading': {
      if (session.stoppedAt !== null) throw new AppError('conflict', { reason: 'sessionEnded' });
      const { books, clock } = deps;
      const closing = { unit, books, announce: (change: Change) => void changes.push(change) };
      return closeByEstimate(closing, session, session.lastMeterAt ?? clock.now(), 'closedByHand');
    }
    case 'factor1000':
      return rewrite(work, factored(session, repair.direction));
    case 'mergeDuplicate':
      return rewrite(work, merged(session, await found(unit, repair.intoSessionId)));
    case 'adoptOrphan':
      return rewrite(work, adopted(session, repair), { rechoose: {} });
    case 'setValues':
      return rewrite(work, withValues(session, repair));
    case 'assignCustomer': {
      const { customerId, idToken = session.idToken } = repair;
      if (customerId !== null && (await unit.customers.find(customerId)) === null)
        throw new AppError('notFound', { what: 'customer', id: customerId });
      return rewrite(work, { idToken, flags: without(session, 'refusedIdToken') }, { rechoose: { customerId } });
    }
    case 'applyTariff':
      return rewrite(work, { flags: without(session, 'notBilled') }, { tariffVersionId: repair.tariffVersionId });
    default:
      return assertNever(repair);
  }
}

/** What becomes of the terms; nothing where they stay. */
type NewTerms =
  | { readonly rechoose: { readonly customerId?: string | null } }
  /** Null: the one the rules choose. */
  | { readonly tariffVersionId: string | null };

async function rewrite(
  { deps, unit, session, entry, changes }: Work,
  change: Partial<Omit<SessionRecord, 'sessionId'>>,
  terms: NewTerms | null = null,
): Promise<SessionRecord> {
  const flags = change.flags ?? session.flags;
  const eu = { unit, books: deps.books, announce: (told: Change) => void changes.push(told) };
  const changed = await changeSession(eu, session, { ...change, flags, verdict: verdictOf(flags) });
  if (terms !== null) await rewriteTerms(deps, unit, changed, terms);
  return postSession(eu, changed, entry);
}

async function rewriteTerms(deps: RepairsDeps, unit: WriteUnit, session: SessionRecord, to: NewTerms): Promise<void> {
  const known = await unit.terms.find(session.sessionId);
  if ('rechoose' in to) {
    await unit.terms.put(await termsAtStart(unit, deps, session, to.rechoose));
    return;
  }
  const chosen = await termsAtStart(unit, deps, session, { customerId: known?.customerId });
  const { tariffVersionId } = to;
  if (tariffVersionId !== null && (await unit.tariffs.findVersion(tariffVersionId)) === null)
    throw new AppError('notFound', { what: 'tariff', id: tariffVersionId });
  await unit.terms.put(tariffVersionId === null ? chosen : { ...(known ?? chosen), tariffVersionId });
}

function entryOf({ onDuty }: RepairsDeps, { kind }: SessionRepair): BookEntry {
  return { reason: kind === 'assignCustomer' ? 'customer' : 'repair', operator: onDuty() };
}

async function found(unit: WriteUnit, sessionId: string): Promise<SessionRecord> {
  const session = await unit.sessions.find(sessionId);
  if (session === null) throw new AppError('notFound', { what: 'session', id: sessionId });
  return session;
}

const without = ({ flags }: SessionRecord, flag: string): readonly string[] => flags.filter((one) => one !== flag);

/** What a repair may change, as it is told of. */
async function stateOf(unit: WriteUnit, session: SessionRecord): Promise<object> {
  const { startedAt, stoppedAt, meterStartWh, meterStopWh, energyWh, energySource, idToken, verdict } = session;
  const terms = await unit.terms.find(session.sessionId);
  return {
    ...{ startedAt, stoppedAt, meterStartWh, meterStopWh, energyWh, energySource, idToken, verdict },
    flags: session.flags.join(' '),
    tariffVersionId: terms?.tariffVersionId ?? null,
    customerId: terms?.customerId ?? null,
    billing: terms?.billing ?? null,
  };
}
