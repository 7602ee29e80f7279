import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { WriteUnit } from '../store/store.ts';

/** In whose name something is done, and when. */
export interface Acting {
  readonly unit: WriteUnit;
  readonly now: EpochMs;
  /** Empty while nobody said who is on duty. */
  readonly operator: string;
}

export interface Act {
  /** A word for programs: `customers.block`. */
  readonly action: string;
  /** What it was done to, and its id. */
  readonly subject: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Writes down in the journal what a person did, in the unit of work that does it. */
export function writeDown({ unit, now, operator }: Acting, act: Act): Promise<void> {
  const { action, subject, subjectId, details = {} } = act;
  return unit.journal.append({ at: now, operator, action, subject, subjectId, details: JSON.stringify(details) });
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields that a change made different, as they were and as they are. */
export function differences(known: object, changed: object): { readonly before: Fields; readonly after: Fields } {
  const before: Fields = { ...known };
  const after: Fields = { ...changed };
  const fields = Object.keys(after).filter((field) => before[field] !== after[field]);
  const only = (values: Fields): Fields => Object.fromEntries(fields.map((field) => [field, values[field]]));
  return { before: only(before), after: only(after) };
}
