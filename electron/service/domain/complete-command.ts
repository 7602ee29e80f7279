import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { Command } from '../../../ocpp/model/command.ts';
import type { CommandRequest } from '../../contract/command-request.ts';
import { AppError } from '../../contract/errors.ts';
import type { FileKind, FileRecord } from '../store/file-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { CommandOrder, CompleteCommand } from './command-hooks.ts';
import { isoTime } from './iso-time.ts';
import type { LiveStation } from './live-state.ts';
import { completeLocalList } from './local-list-order.ts';
import { openReservation } from './reservations.ts';
import { openTransfer } from './transfers.ts';

/** What areas put into a command the operator left it out of. */
export interface CommandParts {
  /** How the station reaches us over HTTP, without a slash at the end. Plain: stations seldom trust our certificates for files. */
  fileBase(station: LiveStation): string;
  /** Whether all of a file is there. */
  isWhole(file: FileRecord): Promise<boolean>;
  /** A root certificate of our own authority, PEM. Throws `conflict` `tlsOff` without an authority. */
  rootCertificate(unit: WriteUnit, station: LiveStation): Promise<string>;
}

export type RequestOf<T extends CommandRequest['type']> = Extract<CommandRequest, { readonly type: T }>;

/** Each request becomes a command by a function of its own; most are commands already. */
export function createCompleteCommand(parts: CommandParts): CompleteCommand {
  return async (unit, { request, ...order }) => {
    switch (request.type) {
      case 'remoteStart':
      case 'remoteStop':
      case 'reset':
      case 'unlock':
      case 'changeAvailability':
      case 'getConfiguration':
      case 'setConfiguration':
      case 'clearCache':
      case 'dataTransfer':
      case 'trigger':
      case 'extendedTrigger':
      case 'getLocalListVersion':
      case 'cancelReservation':
      case 'setChargingProfile':
      case 'clearChargingProfile':
      case 'getCompositeSchedule':
      case 'certificateSigned':
      case 'deleteCertificate':
      case 'getInstalledCertificateIds':
        return request;
      case 'getDiagnostics':
      case 'getLog':
        return completeUpload(unit, { request, ...order }, parts);
      case 'updateFirmware':
      case 'signedUpdateFirmware':
        return completeFirmware(unit, { request, ...order }, parts);
      case 'sendLocalList':
        return completeLocalList(unit, { request, ...order });
      case 'reserve':
        return completeReservation(unit, { request, ...order });
      case 'installCertificate':
        return { ...request, certificate: request.certificate ?? (await parts.rootCertificate(unit, order.station)) };
      default:
        return assertNever(request);
    }
  };
}

async function completeReservation(unit: WriteUnit, order: CommandOrder<RequestOf<'reserve'>>): Promise<Command> {
  const { request } = order;
  const command = { ...request, reservationId: request.reservationId ?? (await unit.nextNumber('reservation')) };
  await openReservation(unit, order, command);
  return command;
}

async function completeUpload(
  unit: WriteUnit,
  order: CommandOrder<RequestOf<'getDiagnostics' | 'getLog'>>,
  parts: CommandParts,
): Promise<Command> {
  const { request, station, at } = order;
  const open = (kind: FileKind, requestId: number | null): Promise<string> => {
    const upload = { kind, requestId, location: request.location, file: null, beginsAt: at };
    return openTransfer(unit, order, upload, parts.fileBase(station));
  };
  if (request.type === 'getDiagnostics') return { ...request, location: await open('diagnostics', null) };
  const requestId = request.requestId ?? (await unit.nextNumber('request'));
  return { ...request, requestId, location: await open('log', requestId) };
}

async function completeFirmware(
  unit: WriteUnit,
  order: CommandOrder<RequestOf<'updateFirmware' | 'signedUpdateFirmware'>>,
  parts: CommandParts,
): Promise<Command> {
  const { request, station, at } = order;
  const { fileId, ...rest } = request;
  const retrieveAt = request.retrieveAt ?? isoTime(at);
  const file = fileId === undefined ? null : await firmware(unit, fileId, parts);
  const location = file === null ? given(request.location, 'location') : undefined;
  const open = (requestId: number | null): Promise<string> => {
    const download = { kind: 'firmware', requestId, location, file, beginsAt: Date.parse(retrieveAt) } as const;
    return openTransfer(unit, order, download, parts.fileBase(station));
  };
  if (rest.type === 'updateFirmware') return { ...rest, retrieveAt, location: await open(null) };
  const requestId = rest.requestId ?? (await unit.nextNumber('request'));
  return { ...rest, retrieveAt, requestId, location: await open(requestId) };
}

/** Half a firmware must never be offered. */
async function firmware(unit: WriteUnit, fileId: string, parts: CommandParts): Promise<FileRecord> {
  const file = await unit.files.find(fileId);
  if (file?.kind !== 'firmware' || file.sha256 === null || !(await parts.isWhole(file))) {
    throw new AppError('notFound', { what: 'file', id: fileId });
  }
  return file;
}

function given<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new AppError('invalidInput', { faults: [{ path: `command.${field}`, message: 'needed' }] });
}
