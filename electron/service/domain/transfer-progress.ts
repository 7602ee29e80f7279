import type { ProgressReport } from '../../../ocpp/central-system.ts';
import type { FileKind, TransferRecord, TransferState } from '../store/file-records.ts';
import type { StationUnit } from './station-unit.ts';
import { addressOpenMs, changeTransfer, isOpen } from './transfers.ts';

/** More than this many requests of one station are never under way together. */
const transfersLookedAt = 20;
/** A station that never stops talking must fill neither the disk nor what consoles are told. */
const statusesKept = 100;
const longestStatus = 50;

/** Words that end a transfer, in lower case (OCPP 1.6 §4.4, §4.5; security whitepaper §5.9, §5.14). Every other one says that it goes on. */
const endings: ReadonlyMap<string, TransferState> = new Map([
  ['installed', 'done'],
  ['downloadfailed', 'failed'],
  ['installationfailed', 'failed'],
  ['installverificationfailed', 'failed'],
  ['invalidsignature', 'failed'],
  ['uploaded', 'done'],
  ['uploadfailed', 'failed'],
  ['uploadfailure', 'failed'],
  ['badmessage', 'failed'],
  ['notsupportedoperation', 'failed'],
  ['permissiondenied', 'failed'],
]);

/** OCPP 1.6 §4.5, security whitepaper §5.14. */
export function takeFirmwareStatus(su: StationUnit, report: ProgressReport): Promise<void> {
  return takeProgress(su, ['firmware'], report);
}

/** OCPP 1.6 §4.4, security whitepaper §5.9. */
export function takeLogStatus(su: StationUnit, report: ProgressReport): Promise<void> {
  return takeProgress(su, ['diagnostics', 'log'], report);
}

/** Many stations restart with their new firmware and never say that it is installed. */
export async function takeNewFirmware(su: StationUnit, firmwareVersion: string | null): Promise<void> {
  const before = su.station.firmwareVersion;
  if (before === null || firmwareVersion === null || before === firmwareVersion) return;
  const transfer = await findTransfer(su, ['firmware'], null);
  if (transfer === null || !isOpen(transfer) || transfer.state === 'requested') return;
  await changeTransfer(su.unit, su.announce, transfer, { state: 'done', changedAt: su.receivedAt });
}

async function takeProgress(su: StationUnit, kinds: readonly FileKind[], report: ProgressReport): Promise<void> {
  const transfer = await findTransfer(su, kinds, report.requestId);
  if (transfer === null) return;
  const status = report.status.slice(0, longestStatus);
  await su.unit.transfers.addStatus(transfer.transferId, { at: su.receivedAt, status }, statusesKept);
  await changeTransfer(su.unit, su.announce, transfer, {
    status,
    state: stateAfter(transfer, status),
    // It is alive: the station may take its time with what comes next.
    endsAt: Math.max(transfer.endsAt, su.receivedAt + addressOpenMs),
    changedAt: su.receivedAt,
  });
}

/**
 * By its number; where the message has none, the newest one under way, first of those that were asked for without one, else the newest that
 * could still be meant.
 */
async function findTransfer(
  su: StationUnit,
  kinds: readonly FileKind[],
  requestId: number | null,
): Promise<TransferRecord | null> {
  const latest = await su.unit.transfers.latest(su.station.stationId, transfersLookedAt);
  const ofKind = latest.filter((transfer) => kinds.includes(transfer.kind));
  if (requestId !== null) return ofKind.find((transfer) => transfer.requestId === requestId) ?? null;
  const open = ofKind.filter(isOpen);
  const likeliest = open.find((transfer) => transfer.requestId === null) ?? open[0];
  return likeliest ?? ofKind.find((transfer) => transfer.endsAt > su.receivedAt) ?? null;
}

/** A station that failed may try again by itself; what arrived here has arrived, whatever the station says. */
function stateAfter(transfer: TransferRecord, status: string): TransferState {
  const word = status.toLowerCase();
  // Nothing is under way: the answer to a question out of turn.
  if (word === 'idle') return transfer.state;
  const isUpload = transfer.kind !== 'firmware';
  if (isUpload && transfer.fileId !== null) return 'done';
  const ending = endings.get(word) ?? 'running';
  // It says so before we have all of it, or it sent it elsewhere by mistake.
  return isUpload && ending === 'done' && transfer.tokenHash !== null ? 'running' : ending;
}
