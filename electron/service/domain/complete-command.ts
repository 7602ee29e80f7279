import { assertNever } from '../../../ocpp/model/assert-never.ts';
import type { Command } from '../../../ocpp/model/command.ts';
import type { CommandRequest } from '../../contract/command-request.ts';
import { AppError } from '../../contract/errors.ts';
import type { WriteUnit } from '../store/store.ts';
import type { CommandOrder, CompleteCommand } from './command-hooks.ts';
import type { LiveStation } from './live-state.ts';

/** What areas put into a command the operator left it out of. */
export interface CommandParts {
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
        return { ...request, location: given(request.location, 'location') };
      case 'getLog':
        return {
          ...request,
          requestId: request.requestId ?? (await unit.nextNumber('request')),
          location: given(request.location, 'location'),
        };
      case 'updateFirmware':
      case 'signedUpdateFirmware':
        return completeFirmware(unit, { request, ...order });
      case 'sendLocalList':
        return {
          ...request,
          version: given(request.version, 'version'),
          entries: given(request.entries, 'entries'),
        };
      case 'reserve':
        return { ...request, reservationId: request.reservationId ?? (await unit.nextNumber('reservation')) };
      case 'installCertificate':
        return { ...request, certificate: request.certificate ?? (await parts.rootCertificate(unit, order.station)) };
      default:
        return assertNever(request);
    }
  };
}

async function completeFirmware(
  unit: WriteUnit,
  { request, at }: CommandOrder<RequestOf<'updateFirmware' | 'signedUpdateFirmware'>>,
): Promise<Command> {
  const { fileId: _, ...rest } = request;
  const location = given(request.location, 'location');
  const retrieveAt = request.retrieveAt ?? new Date(at).toISOString();
  if (rest.type === 'updateFirmware') return { ...rest, location, retrieveAt };
  return { ...rest, location, retrieveAt, requestId: rest.requestId ?? (await unit.nextNumber('request')) };
}

function given<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new AppError('invalidInput', { faults: [{ path: `command.${field}`, message: 'needed' }] });
}
