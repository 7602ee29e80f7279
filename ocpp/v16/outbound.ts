import type { CommandType } from '../model/command.ts';
import { clearCache } from './authorization.ts';
import { changeAvailability } from './availability.ts';
import { deleteCertificate, getInstalledCertificateIds, installCertificate } from './certificate-management.ts';
import { sendData } from './data-transfer.ts';
import { getDiagnostics, getLog } from './diagnostics.ts';
import { signedUpdateFirmware, updateFirmware } from './firmware.ts';
import { getLocalListVersion, sendLocalList } from './local-authorization-list.ts';
import type { OutboundCommand } from './outbound-command.ts';
import { getConfiguration, reset, setConfiguration } from './provisioning.ts';
import { extendedTrigger, remoteStart, remoteStop, trigger, unlock } from './remote-control.ts';
import { cancelReservation, reserve } from './reservation.ts';
import { certificateSigned } from './security.ts';
import { clearChargingProfile, getCompositeSchedule, setChargingProfile } from './smart-charging.ts';

/** Every command, and the call it becomes. */
export const outbound: { readonly [T in CommandType]: OutboundCommand<T> } = {
  cancelReservation,
  certificateSigned,
  changeAvailability,
  clearCache,
  clearChargingProfile,
  dataTransfer: sendData,
  deleteCertificate,
  extendedTrigger,
  getCompositeSchedule,
  getConfiguration,
  getDiagnostics,
  getInstalledCertificateIds,
  getLocalListVersion,
  getLog,
  installCertificate,
  remoteStart,
  remoteStop,
  reserve,
  reset,
  sendLocalList,
  setChargingProfile,
  setConfiguration,
  signedUpdateFirmware,
  trigger,
  unlock,
  updateFirmware,
};
