import type { LocalListEntry } from '../../../ocpp/model/local-list.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { LocalListRecord } from '../store/local-list-records.ts';
import type { Store } from '../store/store.ts';
import type { AnsweredRecord, CommandOrigin, Commands } from './commands.ts';
import { changesBetween, entriesOfCards } from './local-list-cards.ts';
import { knowsLocalListLimits, localListLimitKeys, localListLimits } from './local-list-limits.ts';
import { heldFor, localListOf } from './local-list-record.ts';

/** Of a station that does not tell how many cards it takes at once. */
const defaultPerSend = 100;

export type UpdateType = 'full' | 'differential';

export interface SendingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly commands: Pick<Commands, 'run'>;
}

export interface Sending {
  readonly stationId: string;
  readonly origin: CommandOrigin;
  /** Left out: the changes where that is possible, else everything. */
  readonly updateType?: UpdateType | undefined;
  /** Nothing is sent to a station that holds just these cards. */
  readonly onlyIfChanged: boolean;
}

interface Piece {
  readonly updateType: UpdateType;
  readonly entries: readonly LocalListEntry[];
}

/** Brings the cards to a station, in as many pieces as it takes. Returns the first command that was not accepted, else the last one. */
export async function sendLocalList(deps: SendingDeps, sending: Sending): Promise<AnsweredRecord> {
  const { stationId, origin } = sending;
  const asked = await deps.commands.run(stationId, { type: 'getLocalListVersion' }, origin);
  if (asked.outcome.kind !== 'accepted') return asked;
  const list = await listOf(deps, stationId);
  if (list.supported === false) return { ...asked, outcome: { ...asked.outcome, kind: 'notSupported' } };
  if (!(await knowsLocalListLimits(deps.store.read.configuration, stationId))) {
    await deps.commands.run(stationId, { type: 'getConfiguration', keys: localListLimitKeys }, origin);
  }
  const limits = await localListLimits(deps.store.read.configuration, stationId);
  const wanted = await entriesOfCards(deps.store.read, deps.clock.now());
  if (sending.onlyIfChanged && isUpToDate(list, wanted)) return asked;
  if (limits.maxLength !== null && wanted.length > limits.maxLength) {
    return { ...asked, outcome: { kind: 'failed', reason: 'tooLong' } };
  }
  const perSend = limits.maxPerSend ?? defaultPerSend;
  const sent = await sendPieces(deps, sending, piecesOf(list, wanted, perSend, sending.updateType));
  // Its list is not what we take it for: once more from the beginning.
  if (sent?.outcome.response?.status !== 'VersionMismatch') return sent ?? asked;
  return (await sendPieces(deps, sending, inPieces('full', wanted, perSend))) ?? sent;
}

function listOf({ store }: SendingDeps, stationId: string): Promise<LocalListRecord> {
  return localListOf(store.read.localLists, stationId);
}

function isUpToDate(list: LocalListRecord, wanted: readonly LocalListEntry[]): boolean {
  const held = heldFor(list);
  return held !== null && changesBetween(held, wanted).entries.length === 0;
}

function piecesOf(
  list: LocalListRecord,
  wanted: readonly LocalListEntry[],
  perSend: number,
  updateType: UpdateType | undefined,
): readonly Piece[] {
  const held = heldFor(list);
  const changes = held === null ? [] : changesBetween(held, wanted).entries;
  const isShorter = changes.length > 0 && changes.length < wanted.length;
  if (held === null || !(updateType === 'differential' || (updateType === undefined && isShorter))) {
    return inPieces('full', wanted, perSend);
  }
  return inPieces('differential', changes.length === 0 ? wanted : changes, perSend);
}

/** What does not fit into one message follows in differential ones. */
function inPieces(updateType: UpdateType, entries: readonly LocalListEntry[], perSend: number): readonly Piece[] {
  const pieces: Piece[] = [{ updateType, entries: entries.slice(0, perSend) }];
  for (let from = perSend; from < entries.length; from += perSend) {
    pieces.push({ updateType: 'differential', entries: entries.slice(from, from + perSend) });
  }
  return pieces;
}

async function sendPieces(
  { commands }: SendingDeps,
  { stationId, origin }: Sending,
  pieces: readonly Piece[],
): Promise<AnsweredRecord | null> {
  let last: AnsweredRecord | null = null;
  for (const piece of pieces) {
    last = await commands.run(stationId, { type: 'sendLocalList', ...piece }, origin);
    if (last.outcome.kind !== 'accepted') return last;
  }
  return last;
}
