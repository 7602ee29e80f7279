import type { LocalListEntry } from '../../../ocpp/model/local-list.ts';
import type { LocalListCard, LocalListView } from '../../contract/local-lists.ts';
import type { LocalListRecord } from '../store/local-list-records.ts';
import { isoTimeOrNull } from './iso-time.ts';
import { changesBetween } from './local-list-cards.ts';
import type { LocalListLimits } from './local-list-limits.ts';
import { heldFor } from './local-list-record.ts';
import type { LiveStation } from './live-state.ts';

/** The cards as they are now. */
export interface CardsNow {
  /** Those that can be sent. */
  readonly entries: readonly LocalListEntry[];
  /** How many cannot. */
  readonly unsendable: number;
  readonly labelOf: (idToken: string) => string | null;
}

export function localListView(
  { record, connection }: LiveStation,
  list: LocalListRecord,
  limits: LocalListLimits,
  cards: CardsNow,
): LocalListView {
  const held = heldFor(list);
  const { added, changed, removed } = changesBetween(held ?? [], cards.entries);
  return {
    stationId: record.stationId,
    stationName: record.name || record.stationId,
    online: connection !== null,
    supported: list.supported ?? limits.supported,
    version: list.toldVersion,
    sentAt: isoTimeOrNull(list.sentAt),
    automatic: list.automatic,
    maxLength: limits.maxLength,
    entries: held === null ? null : held.flatMap((entry) => cardOf(entry, cards)),
    pending: { added, changed, removed },
    tooLong: limits.maxLength !== null && cards.entries.length > limits.maxLength,
    unsendable: cards.unsendable,
    problem: list.problem,
  };
}

function cardOf({ idToken, info }: LocalListEntry, { labelOf }: CardsNow): readonly LocalListCard[] {
  if (info === null) return [];
  return [{ idToken, label: labelOf(idToken), status: info.status, expiresAt: info.expiresAt ?? null }];
}
