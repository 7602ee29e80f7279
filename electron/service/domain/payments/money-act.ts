import type { Clock, EpochMs } from '../../../../ocpp/model/time.ts';
import type { Store, WriteUnit } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import type { OperatorBook } from '../operators.ts';
import type { SettingsBook } from '../settings.ts';

export interface MoneyDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: SettingsBook;
  readonly operators: OperatorBook;
  readonly announce: Announce;
}

/** What somebody does with money: one unit of work, at one moment, by who is on duty. */
export interface MoneyAct {
  readonly unit: WriteUnit;
  readonly now: EpochMs;
  readonly timeZone: string;
  readonly currency: string;
  readonly operator: string;
  readonly announce: Announce;
}

export function actWithMoney<T>(deps: MoneyDeps, work: (act: MoneyAct) => Promise<T>): Promise<T> {
  const { timeZone, currency } = deps.settings.current();
  const { announce } = deps;
  return deps.store.write((unit) =>
    work({ unit, now: deps.clock.now(), timeZone, currency, operator: deps.operators.onDuty(), announce }),
  );
}

/** Notes in the journal what was done. */
export function journal(
  { unit, now, operator }: MoneyAct,
  action: string,
  subject: 'payment' | 'drawer' | 'sale',
  subjectId: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return unit.journal.append({ at: now, operator, action, subject, subjectId, details: JSON.stringify(details) });
}
