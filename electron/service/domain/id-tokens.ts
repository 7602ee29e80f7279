import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { AppError } from '../../contract/errors.ts';
import type { IdTokenRecord, Store, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';

export interface IdTokensDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly announce: Announce;
}

export interface IdTokenChange {
  readonly label?: string | undefined;
  readonly status?: 'Accepted' | 'Blocked' | undefined;
  readonly expiresAt?: EpochMs | null | undefined;
  readonly parentIdToken?: string | null | undefined;
  readonly note?: string | undefined;
}

export type NewIdToken = IdTokenChange & { readonly idToken: string };

/** What the operator does with id tokens. */
export interface IdTokens {
  /** Throws `alreadyExists`. */
  add(token: NewIdToken): Promise<IdTokenRecord>;
  /** Throws `notFound`. */
  update(idToken: string, change: IdTokenChange): Promise<IdTokenRecord>;
  /** Throws `notFound`. Its sessions stay. */
  remove(idToken: string): Promise<void>;
  /** Adds the new ones and updates the known ones, all or none. */
  addOrUpdate(tokens: readonly NewIdToken[]): Promise<{ readonly added: number; readonly updated: number }>;
}

export function createIdTokens({ store, clock, announce }: IdTokensDeps): IdTokens {
  const announceAfter = (unit: WriteUnit, idToken: string, token: IdTokenRecord | null): void => {
    unit.afterCommit(() => {
      announce({ type: 'idToken', idToken, token });
    });
  };

  async function insert(unit: WriteUnit, token: NewIdToken): Promise<IdTokenRecord> {
    const inserted: IdTokenRecord = {
      idToken: token.idToken,
      label: token.label ?? '',
      status: token.status ?? 'Accepted',
      expiresAt: token.expiresAt ?? null,
      parentIdToken: token.parentIdToken ?? null,
      note: token.note ?? '',
      createdAt: clock.now(),
    };
    await unit.idTokens.insert(inserted);
    announceAfter(unit, inserted.idToken, inserted);
    return inserted;
  }

  async function change(unit: WriteUnit, known: IdTokenRecord, given: IdTokenChange): Promise<IdTokenRecord> {
    const changed: IdTokenRecord = {
      ...known,
      label: given.label ?? known.label,
      status: given.status ?? known.status,
      expiresAt: given.expiresAt === undefined ? known.expiresAt : given.expiresAt,
      parentIdToken: given.parentIdToken === undefined ? known.parentIdToken : given.parentIdToken,
      note: given.note ?? known.note,
    };
    const { label, status, expiresAt, parentIdToken, note } = changed;
    await unit.idTokens.update(known.idToken, { label, status, expiresAt, parentIdToken, note });
    announceAfter(unit, known.idToken, changed);
    return changed;
  }

  return {
    add: (token) =>
      store.write(async (unit) => {
        const known = await unit.idTokens.find(token.idToken);
        if (known !== null) throw new AppError('alreadyExists', { what: 'idToken', id: known.idToken });
        return insert(unit, token);
      }),
    update: (idToken, given) => store.write(async (unit) => change(unit, await findIdToken(unit, idToken), given)),
    remove: (idToken) =>
      store.write(async (unit) => {
        const known = await findIdToken(unit, idToken);
        await unit.idTokens.remove(known.idToken);
        announceAfter(unit, known.idToken, null);
      }),
    addOrUpdate: (tokens) =>
      store.write(async (unit) => {
        let added = 0;
        for (const token of tokens) {
          const known = await unit.idTokens.find(token.idToken);
          if (known === null) {
            added += 1;
            await insert(unit, token);
          } else {
            await change(unit, known, token);
          }
        }
        return { added, updated: tokens.length - added };
      }),
  };
}

async function findIdToken(unit: WriteUnit, idToken: string): Promise<IdTokenRecord> {
  const token = await unit.idTokens.find(idToken);
  if (token === null) throw new AppError('notFound', { what: 'idToken', id: idToken });
  return token;
}
