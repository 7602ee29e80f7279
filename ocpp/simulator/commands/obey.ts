import { OcppError } from '../../model/ocpp-error.ts';
import { callers, findAction, type CentralSystemAction } from '../../v16/messages.ts';
import { readRequest, writeResponse } from '../../v16/payloads.ts';
import type { CallAnswer } from '../connection.ts';
import { ScriptedError } from '../scripted-error.ts';
import type { FeatureProfile } from '../feature-profiles.ts';
import type { Station } from '../station-parts.ts';
import { changeAvailability } from './availability.ts';
import {
  certificateSigned,
  deleteCertificate,
  getInstalledCertificateIds,
  installCertificate,
} from './certificates.ts';
import { dataTransfer } from './data-transfer.ts';
import { getDiagnostics, getLog } from './diagnostics.ts';
import { signedUpdateFirmware, updateFirmware } from './firmware.ts';
import { clearCache, getLocalListVersion, sendLocalList } from './local-authorization.ts';
import { changeConfiguration, getConfiguration, reset } from './provisioning.ts';
import { remoteStart, remoteStop, unlockConnector } from './remote-control.ts';
import type { Handler } from './reply.ts';
import { cancelReservation, reserveNow } from './reservations.ts';
import { clearChargingProfile, getCompositeSchedule, setChargingProfile } from './smart-charging.ts';
import { extendedTriggerMessage, triggerMessage } from './triggers.ts';

type Obey = (station: Station, payload: unknown) => Promise<CallAnswer>;

/** How a station obeys, OCPP 1.6 §5 and security whitepaper §5. */
const handlers: { readonly [A in CentralSystemAction]: Obey } = {
  CancelReservation: answering('CancelReservation', 'Reservation', cancelReservation),
  CertificateSigned: answering('CertificateSigned', 'Security', certificateSigned),
  ChangeAvailability: answering('ChangeAvailability', 'Core', changeAvailability),
  ChangeConfiguration: answering('ChangeConfiguration', 'Core', changeConfiguration),
  ClearCache: answering('ClearCache', 'Core', clearCache),
  ClearChargingProfile: answering('ClearChargingProfile', 'SmartCharging', clearChargingProfile),
  DataTransfer: answering('DataTransfer', 'Core', dataTransfer),
  DeleteCertificate: answering('DeleteCertificate', 'Security', deleteCertificate),
  ExtendedTriggerMessage: answering('ExtendedTriggerMessage', 'Security', extendedTriggerMessage),
  GetCompositeSchedule: answering('GetCompositeSchedule', 'SmartCharging', getCompositeSchedule),
  GetConfiguration: answering('GetConfiguration', 'Core', getConfiguration),
  GetDiagnostics: answering('GetDiagnostics', 'FirmwareManagement', getDiagnostics),
  GetInstalledCertificateIds: answering('GetInstalledCertificateIds', 'Security', getInstalledCertificateIds),
  // These three have an answer for stations without the profile.
  GetLocalListVersion: answering('GetLocalListVersion', 'Core', getLocalListVersion),
  SendLocalList: answering('SendLocalList', 'Core', sendLocalList),
  SetChargingProfile: answering('SetChargingProfile', 'Core', setChargingProfile),
  GetLog: answering('GetLog', 'Security', getLog),
  InstallCertificate: answering('InstallCertificate', 'Security', installCertificate),
  RemoteStartTransaction: answering('RemoteStartTransaction', 'Core', remoteStart),
  RemoteStopTransaction: answering('RemoteStopTransaction', 'Core', remoteStop),
  ReserveNow: answering('ReserveNow', 'Reservation', reserveNow),
  Reset: answering('Reset', 'Core', reset),
  SignedUpdateFirmware: answering('SignedUpdateFirmware', 'Security', signedUpdateFirmware),
  TriggerMessage: answering('TriggerMessage', 'RemoteTrigger', triggerMessage),
  UnlockConnector: answering('UnlockConnector', 'Core', unlockConnector),
  UpdateFirmware: answering('UpdateFirmware', 'FirmwareManagement', updateFirmware),
};

function answering<A extends CentralSystemAction>(action: A, needed: FeatureProfile, handler: Handler<A>): Obey {
  return async (station, payload) => {
    if (!station.supports(needed)) throw new OcppError('NotImplemented');
    const request = readRequest(action, payload);
    const scripted = station.behaviour.answers?.[action];
    if (scripted !== undefined) return { payload: { status: scripted } };
    const { response, afterwards } = await handler(station, request);
    return { payload: writeResponse(action, response), afterwards };
  };
}

const isCommand = (action: string): action is CentralSystemAction => {
  const known = findAction(action);
  return known !== null && callers[known] !== 'station';
};

/** Answers a CALL of the central system, null for silence, or throws the `OcppError` to answer it with. */
export async function obey(station: Station, action: string, payload: unknown): Promise<CallAnswer | null> {
  if (!isCommand(action) || station.behaviour.unknownActions?.includes(action) === true) {
    throw new OcppError('NotImplemented');
  }
  const { silentOn, errors, restartsOn } = station.behaviour;
  if (silentOn?.includes(action) === true) return null;
  const errorWord = errors?.[action];
  if (errorWord !== undefined) throw new ScriptedError(errorWord);
  const answer = await handlers[action](station, payload);
  if (restartsOn?.includes(action) !== true) return answer;
  return { ...answer, afterwards: () => station.lifecycle.reboot('SoftReset') };
}
