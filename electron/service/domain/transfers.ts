import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { FileKind, TransferRecord } from '../store/file-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { CommandOrder } from './command-hooks.ts';
import { downloadUrl, hashFileToken, newFileToken, uploadUrl } from './file-address.ts';
import { transferView } from './file-views.ts';

const hourMs = 3_600_000;
/** Stations try for hours, over lines that come and go. */
export const addressOpenMs = 24 * hourMs;

export interface NewTransfer {
  readonly kind: FileKind;
  readonly requestId: number | null;
  /** An address of the operator's own; without one the station is given one of ours. */
  readonly location: string | undefined;
  /** Firmware kept here. */
  readonly file: { readonly fileId: string; readonly fileName: string } | null;
  /** When the station is to begin. */
  readonly beginsAt: EpochMs;
}

/**
 * Notes that something is to be fetched or sent, and gives the address. Consoles hear of it with the station's answer: until then it may come
 * to nothing. `base` is how the station reaches us, `http://192.168.1.20:9220`.
 */
export async function openTransfer(
  unit: WriteUnit,
  { commandId, station, at }: CommandOrder,
  given: NewTransfer,
  base: string,
): Promise<string> {
  const token = given.location === undefined ? newFileToken() : null;
  const openUntil = Math.max(at, given.beginsAt) + addressOpenMs;
  await unit.transfers.insert({
    commandId,
    stationId: station.record.stationId,
    kind: given.kind,
    requestId: given.requestId,
    fileId: given.file?.fileId ?? null,
    fileName: given.file?.fileName ?? null,
    tokenHash: token === null ? null : hashFileToken(token),
    openUntil,
    endsAt: openUntil,
    state: 'requested',
    movedBytes: 0,
    status: null,
    startedAt: at,
    changedAt: at,
  });
  if (given.location !== undefined) return given.location;
  const ours = token ?? '';
  return given.file === null ? uploadUrl(base, ours) : downloadUrl(base, ours, given.file.fileName);
}

export type TransferChange = Parameters<WriteUnit['transfers']['update']>[1];

/** Changes a transfer and tells consoles once that is on disk. */
export async function changeTransfer(
  unit: WriteUnit,
  announce: Announce,
  transfer: TransferRecord,
  change: TransferChange,
): Promise<TransferRecord> {
  await unit.transfers.update(transfer.transferId, change);
  const changed = { ...transfer, ...change };
  const statuses = await unit.transfers.statuses(transfer.transferId);
  const stationName = (await unit.stations.find(transfer.stationId))?.name || transfer.stationId;
  unit.afterCommit(() => {
    const data = transferView(changed, statuses, stationName);
    announce({ type: 'told', told: { event: 'transfers.changed', data } });
  });
  return changed;
}

export function isOpen({ state }: TransferRecord): boolean {
  return state === 'requested' || state === 'running';
}
