import type { Clock } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { OperatorsView, OperatorView } from '../../contract/operators.ts';
import type { OperatorRecord } from '../store/payment-records.ts';
import type { Store, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { isoTime } from './iso-time.ts';
import { sameAscii } from './same-text.ts';

/** Who works at the desk, and who is on duty: one at a time for the whole site. */
export interface OperatorBook {
  /** The name what is done now is attributed to; empty while nobody said who is there. */
  onDuty(): string;
  list(): OperatorsView;
  /** Throws `alreadyExists` for a name that is in use, whatever its case. */
  add(name: string, goOnDuty: boolean): Promise<OperatorsView>;
  rename(operatorId: string, name: string): Promise<OperatorsView>;
  retire(operatorId: string, retired: boolean): Promise<OperatorsView>;
  /** Throws `notFound` for one that is retired. */
  goOnDuty(operatorId: string | null): Promise<OperatorsView>;
}

export interface OperatorsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly announce: Announce;
}

interface Known {
  readonly operators: readonly OperatorRecord[];
  readonly onDutyId: string | null;
}

/** What was done, for the journal. */
interface Done {
  readonly action: 'add' | 'rename' | 'retire' | 'restore' | 'goOnDuty';
  readonly operatorId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Under this key of the settings stands the id of who is on duty. */
const settingsKey = 'operatorOnDuty';

export async function loadOperators({ store, clock, announce }: OperatorsDeps): Promise<OperatorBook> {
  let known: Known = {
    operators: await store.read.operators.list(),
    onDutyId: onDutyIn(await store.read.settings.all()),
  };

  /** What is known in memory follows what is on disk. */
  function change(work: (unit: WriteUnit) => Promise<Done>): Promise<OperatorsView> {
    return store.write(async (unit) => {
      const { action, operatorId, details } = await work(unit);
      await unit.journal.append({
        ...{ at: clock.now(), operator: onDutyOf(known)?.name ?? '', action: `operators.${action}` },
        ...{ subject: 'operator', subjectId: operatorId ?? '', details: JSON.stringify(details) },
      });
      const next = { operators: await unit.operators.list(), onDutyId: onDutyIn(await unit.settings.all()) };
      unit.afterCommit(() => {
        known = next;
        announce({ type: 'told', told: { event: 'operators.changed', data: viewOf(next) } });
      });
      return viewOf(next);
    });
  }

  async function found(unit: WriteUnit, operatorId: string): Promise<OperatorRecord> {
    const record = (await unit.operators.list()).find((one) => one.operatorId === operatorId);
    if (record === undefined) throw new AppError('notFound', { what: 'operator', id: operatorId });
    return record;
  }

  return {
    onDuty: () => onDutyOf(known)?.name ?? '',
    list: () => viewOf(known),
    add: (name, goOnDuty) =>
      change(async (unit) => {
        await refuseTaken(unit, name, null);
        const operatorId = await unit.operators.insert({ name, retired: false, createdAt: clock.now() });
        if (goOnDuty) await unit.settings.set(settingsKey, JSON.stringify(operatorId));
        return { action: 'add', operatorId, details: { name, goOnDuty } };
      }),
    rename: (operatorId, name) =>
      change(async (unit) => {
        const before = await found(unit, operatorId);
        await refuseTaken(unit, name, operatorId);
        await unit.operators.update(operatorId, { name });
        return { action: 'rename', operatorId, details: { before: { name: before.name }, after: { name } } };
      }),
    retire: (operatorId, retired) =>
      change(async (unit) => {
        const { name } = await found(unit, operatorId);
        await unit.operators.update(operatorId, { retired });
        if (retired && operatorId === known.onDutyId) await unit.settings.set(settingsKey, JSON.stringify(null));
        return { action: retired ? 'retire' : 'restore', operatorId, details: { name } };
      }),
    goOnDuty: (operatorId) =>
      change(async (unit) => {
        const operator = operatorId === null ? null : await found(unit, operatorId);
        if (operator?.retired === true) throw new AppError('notFound', { what: 'operator', id: operator.operatorId });
        await unit.settings.set(settingsKey, JSON.stringify(operatorId));
        return { action: 'goOnDuty', operatorId, details: { name: operator?.name ?? '' } };
      }),
  };
}

async function refuseTaken(unit: WriteUnit, name: string, besides: string | null): Promise<void> {
  const taken = (await unit.operators.list()).some((one) => one.operatorId !== besides && sameAscii(one.name, name));
  if (taken) throw new AppError('alreadyExists', { what: 'operator', id: name });
}

function onDutyOf({ operators, onDutyId }: Known): OperatorRecord | null {
  return operators.find((one) => one.operatorId === onDutyId && !one.retired) ?? null;
}

function viewOf(known: Known): OperatorsView {
  const onDuty = onDutyOf(known);
  return { operators: known.operators.map(operatorView), onDuty: onDuty === null ? null : operatorView(onDuty) };
}

function operatorView({ operatorId, name, retired, createdAt }: OperatorRecord): OperatorView {
  return { operatorId, name, retired, createdAt: isoTime(createdAt) };
}

function onDutyIn(settings: ReadonlyMap<string, string>): string | null {
  const json = settings.get(settingsKey);
  const value: unknown = json === undefined ? null : JSON.parse(json);
  return typeof value === 'string' ? value : null;
}
