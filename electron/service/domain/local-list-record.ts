import type { LocalListReads, LocalListRecord } from '../store/local-list-records.ts';

/** What is known of a station's list; of one nobody ever asked for, nothing. */
export async function localListOf(lists: LocalListReads, stationId: string): Promise<LocalListRecord> {
  return (await lists.find(stationId)) ?? unknownList(stationId);
}

export function unknownList(stationId: string): LocalListRecord {
  return {
    stationId,
    automatic: false,
    supported: null,
    toldVersion: null,
    lastVersion: 0,
    heldVersion: null,
    held: null,
    sentAt: null,
    problem: null,
  };
}

/** What the station holds, where that is certain: it tells the version it took from us last. */
export function heldFor(list: LocalListRecord): LocalListRecord['held'] {
  return list.heldVersion !== null && list.heldVersion === list.toldVersion ? list.held : null;
}
