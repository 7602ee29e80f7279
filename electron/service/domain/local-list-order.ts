import type { Command } from '../../../ocpp/model/command.ts';
import type { LocalListEntry } from '../../../ocpp/model/local-list.ts';
import type { CommandRequest } from '../../contract/command-request.ts';
import type { WriteUnit } from '../store/store.ts';
import type { CommandOrder } from './command-hooks.ts';
import { changesBetween, entriesOfCards } from './local-list-cards.ts';
import { heldFor, localListOf } from './local-list-record.ts';

/** Of OCPP 1.6, whose numbers have 32 bits. */
const highestVersion = 2_147_483_647;

export type SendLocalListRequest = Extract<CommandRequest, { readonly type: 'sendLocalList' }>;

/** Gives the list its version, above every one the station ever had, and its cards where none are given. */
export async function completeLocalList(
  unit: WriteUnit,
  { station, request, at }: CommandOrder<SendLocalListRequest>,
): Promise<Command> {
  const list = await localListOf(unit.localLists, station.record.stationId);
  const last = Math.max(list.lastVersion, list.toldVersion ?? 0);
  const next = last < highestVersion ? last + 1 : 1;
  const version = request.version ?? next;
  await unit.localLists.save({ ...list, lastVersion: version === next ? next : Math.max(list.lastVersion, version) });
  const cards = async (): Promise<readonly LocalListEntry[]> => {
    const all = await entriesOfCards(unit, at);
    if (request.updateType === 'full') return all;
    const changes = changesBetween(heldFor(list) ?? [], all).entries;
    return changes.length === 0 ? all : changes;
  };
  return { ...request, version, entries: request.entries ?? (await cards()) };
}
