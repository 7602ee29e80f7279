import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { IdTokenRecord, Store, StoreReads, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { findCustomer } from './customers.ts';
import { type Acting, differences, writeDown } from './journal-entry.ts';

export interface IdTokensDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** In whose name it is done. */
  readonly onDuty: () => string;
  readonly announce: Announce;
}

type Told = Omit<IdTokenRecord, 'idToken' | 'createdAt' | 'replacedBy'>;

/** What is left out stays as it is. */
export type IdTokenChange = { readonly [Field in keyof Told]?: Told[Field] | undefined };

export type NewIdToken = IdTokenChange & { readonly idToken: string };

/** A lost card, the one that takes its place, and why. */
export interface Replacement {
  readonly idToken: string;
  readonly newIdToken: string;
  readonly reason: string;
}

export interface AddedOrUpdated {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What the operator does with id tokens. */
export interface IdTokens {
  /** Throws `alreadyExists`; `conflict` where stations call another card by it; `notFound` for its customer. */
  add(token: NewIdToken): Promise<IdTokenRecord>;
  /** Throws `notFound`, for its customer, too. */
  update(idToken: string, change: IdTokenChange): Promise<IdTokenRecord>;
  /** Throws `notFound`. Its sessions stay. */
  remove(idToken: string): Promise<void>;
  /** The new card. Throws `notFound`, `alreadyExists`, and `conflict` for a card that was replaced before. */
  replace(replacement: Replacement): Promise<IdTokenRecord>;
  /** Throws `notFound`, and `alreadyExists` for what is a card or another card's alias. */
  addAlias(idToken: string, alias: string): Promise<void>;
  /** Throws `notFound`. */
  removeAlias(alias: string): Promise<void>;
  /** Adds the new ones and updates the known ones, all or none; `dryRun` only tells what would be. */
  addOrUpdate(tokens: readonly NewIdToken[], dryRun?: boolean): Promise<AddedOrUpdated>;
}

const nothingTold: Told = {
  label: '',
  status: 'Accepted',
  blockedReason: null,
  expiresAt: null,
  parentIdToken: null,
  note: '',
  customerId: null,
  budgetWh: null,
  budgetMinor: null,
};

export function createIdTokens({ store, clock, onDuty, announce }: IdTokensDeps): IdTokens {
  const tokenUnit = (unit: WriteUnit): IdTokenUnit => ({ unit, now: clock.now(), operator: onDuty(), announce });

  return {
    add: (token) =>
      store.write(async (unit) => {
        const tu = tokenUnit(unit);
        await refuseTaken(unit, token.idToken);
        const added = await addIdToken(tu, token);
        const { label, customerId } = added;
        await journal(tu, 'add', added.idToken, { label, customerId });
        return added;
      }),
    update: (idToken, given) =>
      store.write(async (unit) => {
        const tu = tokenUnit(unit);
        const known = await findIdToken(unit, idToken);
        const changed = await changeIdToken(tu, known, given);
        await journal(tu, 'update', known.idToken, differences(known, changed));
        return changed;
      }),
    remove: (idToken) =>
      store.write(async (unit) => {
        const known = await findIdToken(unit, idToken);
        const tu = tokenUnit(unit);
        await unit.idTokens.remove(known.idToken);
        announceAfter(tu, known.idToken, null);
        const { label, customerId } = known;
        await journal(tu, 'remove', known.idToken, { label, customerId });
      }),
    replace: ({ idToken, newIdToken, reason }) =>
      store.write(async (unit) => {
        const lost = await findIdToken(unit, idToken);
        if (lost.replacedBy !== null) throw new AppError('conflict', { reason: 'alreadyReplaced' });
        await refuseTaken(unit, newIdToken);
        const { label, expiresAt, parentIdToken, note, customerId, budgetWh, budgetMinor } = lost;
        const inherited = { label, expiresAt, parentIdToken, note, customerId, budgetWh, budgetMinor };
        const tu = tokenUnit(unit);
        const replacing = await addIdToken(tu, { idToken: newIdToken, ...inherited });
        const blocked = { status: 'Blocked', blockedReason: reason, replacedBy: newIdToken } as const;
        await changeIdToken(tu, lost, blocked);
        await journal(tu, 'replace', lost.idToken, { newIdToken, reason });
        return replacing;
      }),
    addAlias: (idToken, alias) =>
      store.write(async (unit) => {
        const known = await findIdToken(unit, idToken);
        const taken = (await unit.idTokens.find(alias)) ?? (await unit.idTokens.findByAlias(alias));
        if (taken !== null) throw new AppError('alreadyExists', { what: 'idToken', id: taken.idToken });
        const tu = tokenUnit(unit);
        await unit.idTokens.addAlias({ alias, idToken: known.idToken });
        announceAfter(tu, known.idToken, known);
        unit.afterCommit(() => {
          announce({ type: 'idTokenAlias', alias, idToken: known.idToken });
        });
        await journal(tu, 'addAlias', known.idToken, { alias });
      }),
    removeAlias: (alias) =>
      store.write(async (unit) => {
        const known = await unit.idTokens.findByAlias(alias);
        if (known === null) throw new AppError('notFound', { what: 'alias', id: alias });
        const tu = tokenUnit(unit);
        await unit.idTokens.removeAlias(alias);
        announceAfter(tu, known.idToken, known);
        unit.afterCommit(() => {
          announce({ type: 'idTokenAlias', alias, idToken: null });
        });
        await journal(tu, 'removeAlias', known.idToken, { alias });
      }),
    addOrUpdate: (tokens, dryRun = false) =>
      store.write(async (unit) => {
        const tu = tokenUnit(unit);
        const counts = { added: 0, updated: 0, unchanged: 0 };
        for (const token of tokens) counts[await addOrUpdateIdToken(tu, token, dryRun)] += 1;
        if (!dryRun && counts.added + counts.updated > 0) await journal(tu, 'import', '', { ...counts });
        return counts;
      }),
  };
}

/** What changing a card needs of the unit of work it happens in. */
export interface IdTokenUnit extends Acting {
  readonly announce: Announce;
}

function journal(
  tu: IdTokenUnit,
  action: string,
  subjectId: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return writeDown(tu, { action: `idTokens.${action}`, subject: 'idToken', subjectId, details });
}

/** What becomes of a card of an import. */
export async function addOrUpdateIdToken(
  tu: IdTokenUnit,
  token: NewIdToken,
  dryRun: boolean,
): Promise<keyof AddedOrUpdated> {
  const { idToken, ...told } = token;
  const known = await tu.unit.idTokens.find(idToken);
  if (known === null) {
    if (!dryRun) await addIdToken(tu, token);
    return 'added';
  }
  const change = changeOf(told);
  if (!differs(known, change)) return 'unchanged';
  if (!dryRun) await changeIdToken(tu, known, change);
  return 'updated';
}

/** Of which nothing is known but what is given. */
export function newIdToken({ idToken, ...told }: NewIdToken, createdAt: EpochMs): IdTokenRecord {
  return { ...nothingTold, ...changeOf(told), idToken, createdAt, replacedBy: null };
}

export async function addIdToken(tu: IdTokenUnit, token: NewIdToken): Promise<IdTokenRecord> {
  const inserted = newIdToken(token, tu.now);
  if (inserted.customerId !== null) await findCustomer(tu.unit, inserted.customerId);
  await tu.unit.idTokens.insert(inserted);
  announceAfter(tu, inserted.idToken, inserted);
  return inserted;
}

async function changeIdToken(
  tu: IdTokenUnit,
  known: IdTokenRecord,
  given: IdTokenChange & Partial<Pick<IdTokenRecord, 'replacedBy'>>,
): Promise<IdTokenRecord> {
  const change = changeOf(given);
  if (change.customerId != null && change.customerId !== known.customerId)
    await findCustomer(tu.unit, change.customerId);
  await tu.unit.idTokens.update(known.idToken, change);
  const changed = { ...known, ...change };
  announceAfter(tu, known.idToken, changed);
  return changed;
}

/** Throws `notFound`. */
export async function findIdToken(reads: Pick<StoreReads, 'idTokens'>, idToken: string): Promise<IdTokenRecord> {
  const token = await reads.idTokens.find(idToken);
  if (token === null) throw new AppError('notFound', { what: 'idToken', id: idToken });
  return token;
}

async function refuseTaken(unit: WriteUnit, idToken: string): Promise<void> {
  const known = await unit.idTokens.find(idToken);
  if (known !== null) throw new AppError('alreadyExists', { what: 'idToken', id: known.idToken });
  if ((await unit.idTokens.findByAlias(idToken)) !== null) throw new AppError('conflict', { reason: 'isAlias' });
}

function announceAfter({ unit, announce }: IdTokenUnit, idToken: string, token: IdTokenRecord | null): void {
  unit.afterCommit(() => {
    announce({ type: 'idToken', idToken, token });
  });
}

/** A card that may charge again has no reason why it must not. */
function changeOf(given: IdTokenChange & Partial<Pick<IdTokenRecord, 'replacedBy'>>): Partial<IdTokenRecord> {
  const entries: [string, unknown][] = Object.entries(given);
  const change: Partial<IdTokenRecord> = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return change.status === 'Accepted' ? { ...change, blockedReason: null } : change;
}

function differs(known: IdTokenRecord, change: Partial<IdTokenRecord>): boolean {
  const now: Readonly<Record<string, unknown>> = { ...known };
  return Object.entries(change).some(([field, value]) => now[field] !== value);
}
