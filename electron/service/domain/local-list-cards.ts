import { longestListedId } from '../../contract/local-lists.ts';
import type { LocalListEntry } from '../../../ocpp/model/local-list.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { IdTokenReads, IdTokenRecord, StoreReads } from '../store/store.ts';
import { isoTime } from './iso-time.ts';
import { foldAscii } from './same-text.ts';

const pageSize = 2000;

/** What a station is to do with cards while this PC is off: as it would be told now. */
export async function entriesOfCards(reads: CardReads, now: EpochMs): Promise<readonly LocalListEntry[]> {
  return listedEntries(await cardsForStations(reads), now);
}

type CardReads = Pick<StoreReads, 'idTokens' | 'customers'>;

/**
 * Every card as stations are to know it: those of customers who may not charge are blocked, and what stations send instead of a card stands beside
 * it. Budgets and accounts are not in it: nobody can reckon while this PC is off.
 */
export async function cardsForStations({ idTokens, customers }: CardReads): Promise<readonly IdTokenRecord[]> {
  const blocked = await customers.blocked();
  const cards = (await allCards(idTokens)).map((card) =>
    card.customerId !== null && blocked.has(card.customerId) ? { ...card, status: 'Blocked' as const } : card,
  );
  const aliases = await idTokens.aliases();
  if (aliases.length === 0) return cards;
  const byIdToken = new Map(cards.map((card) => [foldAscii(card.idToken), card]));
  const aliased = aliases.flatMap(({ alias, idToken }) => {
    const card = byIdToken.get(foldAscii(idToken));
    return card === undefined ? [] : [{ ...card, idToken: alias }];
  });
  return [...cards, ...aliased];
}

/** Cards whose id cannot be sent are left out: they must not keep the others from being sent. */
export function listedEntries(cards: readonly IdTokenRecord[], now: EpochMs): readonly LocalListEntry[] {
  return cards.filter(({ idToken }) => canBeListed(idToken)).map((card) => entryOf(card, now));
}

async function allCards(idTokens: IdTokenReads): Promise<readonly IdTokenRecord[]> {
  const cards: IdTokenRecord[] = [];
  for (;;) {
    const page = await idTokens.list({ limit: pageSize, offset: cards.length });
    cards.push(...page.rows);
    if (page.rows.length < pageSize) return cards;
  }
}

function entryOf({ idToken, status, expiresAt, parentIdToken }: IdTokenRecord, now: EpochMs): LocalListEntry {
  const isExpired = status === 'Accepted' && expiresAt !== null && expiresAt <= now;
  return {
    idToken,
    info: {
      status: isExpired ? 'Expired' : status,
      ...(expiresAt !== null && { expiresAt: isoTime(expiresAt) }),
      ...(parentIdToken !== null && canBeListed(parentIdToken) && { parentIdToken }),
    },
  };
}

const canBeListed = (id: string): boolean => id.length <= longestListedId;

/** What makes one list into the other. */
export interface ListChanges {
  /** For a differential update; a card that goes has no info. */
  readonly entries: readonly LocalListEntry[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export function changesBetween(held: readonly LocalListEntry[], wanted: readonly LocalListEntry[]): ListChanges {
  const heldByCard = byCard(held);
  const wantedByCard = byCard(wanted);
  const added = wanted.filter((entry) => !heldByCard.has(foldAscii(entry.idToken)));
  const changed = wanted.filter((entry) => {
    const known = heldByCard.get(foldAscii(entry.idToken));
    return known !== undefined && !isSameInfo(known, entry);
  });
  const removed = held
    .filter((entry) => !wantedByCard.has(foldAscii(entry.idToken)))
    .map(({ idToken }) => ({ idToken, info: null }));
  return {
    entries: [...removed, ...changed, ...added],
    added: added.length,
    changed: changed.length,
    removed: removed.length,
  };
}

/** The list after a differential update. */
export function withChanges(
  held: readonly LocalListEntry[],
  changes: readonly LocalListEntry[],
): readonly LocalListEntry[] {
  const after = byCard(held);
  for (const entry of changes) {
    if (entry.info === null) after.delete(foldAscii(entry.idToken));
    else after.set(foldAscii(entry.idToken), entry);
  }
  return [...after.values()];
}

function byCard(entries: readonly LocalListEntry[]): Map<string, LocalListEntry> {
  return new Map(entries.map((entry) => [foldAscii(entry.idToken), entry]));
}

function isSameInfo({ info: one }: LocalListEntry, { info: other }: LocalListEntry): boolean {
  return (
    one?.status === other?.status &&
    one?.expiresAt === other?.expiresAt &&
    foldAscii(one?.parentIdToken ?? '') === foldAscii(other?.parentIdToken ?? '')
  );
}
