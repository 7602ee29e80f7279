import {
  mdiBookmarkCheckOutline,
  mdiBookmarkRemoveOutline,
  mdiCached,
  mdiCancel,
  mdiCardMultipleOutline,
  mdiCertificateOutline,
  mdiChartTimelineVariant,
  mdiCogOutline,
  mdiDatabaseEditOutline,
  mdiFileCertificateOutline,
  mdiFileDocumentOutline,
  mdiFileSearchOutline,
  mdiLockOpenVariantOutline,
  mdiPlay,
  mdiRestart,
  mdiShieldKeyOutline,
  mdiShieldRemoveOutline,
  mdiShieldSearch,
  mdiSpeedometer,
  mdiSpeedometerSlow,
  mdiStop,
  mdiSwapHorizontal,
  mdiUpdate,
  mdiUploadLockOutline,
  mdiBullhornOutline,
  mdiBullhornVariantOutline,
} from '@mdi/js';
import { type CommandType, extendedTriggeredMessages, triggeredMessages } from '../../ocpp/model/command.ts';
import type { CommandRequest } from '../../electron/contract/command-request.ts';
import type { StationView } from '../../electron/contract/views.ts';
import { isCharging } from '../components/connector-state.ts';
import {
  choice,
  evse,
  type Field,
  type FieldValues,
  given,
  long,
  moment,
  number,
  numberOf,
  oneOf,
  text,
} from './command-fields.ts';
import { readCertificateHash } from './certificate-text.ts';
import { readProfile } from '../station-limits/profile-json.ts';

export interface CommandForm {
  readonly icon: string;
  readonly fields: readonly Field[];
  /** What stands in the fields at first. */
  readonly initial?: (nowMs: number) => FieldValues;
  /** The command as filled in; null while something is missing. */
  readonly build: (values: FieldValues) => CommandRequest | null;
  /** Whether it is asked about before it is sent: where it can end somebody's charging or cut the station off. Left out: never. */
  readonly confirm?: (values: FieldValues, station: StationView) => boolean;
}

const hourMs = 3_600_000;
const pem = 5500;
const evseIdOf = ({ evseId }: FieldValues): number | undefined => numberOf(evseId);
const always = (): boolean => true;
const whileCharging = (_: FieldValues, station: StationView): boolean => isCharging(station);

const retrying = [number('retries', 20, true), number('retryIntervalSeconds', 86_400, true)];
const retriesOf = (values: FieldValues) => ({
  retries: numberOf(values.retries),
  retryIntervalSeconds: numberOf(values.retryIntervalSeconds),
});
const uploading = [moment('from'), moment('to'), text('location', 512, true), ...retrying];
const uploadOf = (values: FieldValues) => ({
  location: given(values.location),
  from: given(values.from),
  to: given(values.to),
  ...retriesOf(values),
});
const purposes = ['ChargingStationMaxProfile', 'TxDefaultProfile', 'TxProfile'] as const;
const certificateUses = ['CSMSRootCertificate', 'ManufacturerRootCertificate'] as const;
const logs = ['DiagnosticsLog', 'SecurityLog'] as const;
const updateTypes = ['differential', 'full'] as const;

/** Every command of OCPP 1.6 with its security extension: what it asks for and what becomes of the answers. */
export const commandForms: Readonly<Record<CommandType, CommandForm>> = {
  remoteStart: {
    icon: mdiPlay,
    fields: [evse('any'), { name: 'idToken', kind: 'card' }, { name: 'profile', kind: 'profile', advanced: true }],
    build: ({ idToken, profile, ...values }) => {
      if (!idToken) return null;
      if (!profile) return { type: 'remoteStart', evseId: evseIdOf(values), idToken };
      const read = readProfile(profile, 'remoteStart');
      return read.profile && { type: 'remoteStart', evseId: evseIdOf(values), idToken, profile: read.profile };
    },
  },
  remoteStop: {
    icon: mdiStop,
    fields: [{ name: 'transactionId', kind: 'session' }],
    build: ({ transactionId }) => (transactionId ? { type: 'remoteStop', transactionId } : null),
    confirm: always,
  },
  unlock: {
    icon: mdiLockOpenVariantOutline,
    fields: [evse('none')],
    build: (values) => {
      const evseId = evseIdOf(values);
      return evseId === undefined ? null : { type: 'unlock', evseId };
    },
    confirm: whileCharging,
  },
  changeAvailability: {
    icon: mdiCancel,
    fields: [evse('whole'), choice('operationalStatus', ['Operative', 'Inoperative'])],
    build: (values) => {
      const operationalStatus = oneOf(['Operative', 'Inoperative'] as const, values.operationalStatus);
      return operationalStatus ? { type: 'changeAvailability', evseId: evseIdOf(values), operationalStatus } : null;
    },
    confirm: ({ operationalStatus }) => operationalStatus === 'Inoperative',
  },
  reserve: {
    icon: mdiBookmarkCheckOutline,
    fields: [evse('any'), { name: 'idToken', kind: 'card' }, moment('expiresAt'), text('parentIdToken', 20, true)],
    initial: (nowMs) => ({ expiresAt: new Date(nowMs + hourMs).toISOString() }),
    build: ({ idToken, expiresAt, parentIdToken, ...values }) =>
      idToken && expiresAt
        ? { type: 'reserve', evseId: evseIdOf(values), idToken, parentIdToken: given(parentIdToken), expiresAt }
        : null,
  },
  cancelReservation: {
    icon: mdiBookmarkRemoveOutline,
    fields: [{ name: 'reservationId', kind: 'reservation' }],
    build: (values) => {
      const reservationId = numberOf(values.reservationId);
      return reservationId === undefined ? null : { type: 'cancelReservation', reservationId };
    },
  },
  getConfiguration: {
    icon: mdiCogOutline,
    fields: [text('keys', 1000)],
    build: ({ keys = '' }) => {
      const list = keys.split(/[\s,;]+/).filter((key) => key !== '');
      return { type: 'getConfiguration', ...(list.length > 0 ? { keys: list } : {}) };
    },
  },
  setConfiguration: {
    icon: mdiDatabaseEditOutline,
    fields: [text('key', 50), text('value', 500)],
    build: ({ key, value = '' }) => (key ? { type: 'setConfiguration', key, value } : null),
    confirm: always,
  },
  setChargingProfile: {
    icon: mdiSpeedometer,
    fields: [evse('whole'), { name: 'profile', kind: 'profile' }],
    build: ({ profile = '', ...values }) => {
      const evseId = evseIdOf(values);
      const read = readProfile(profile, evseId === undefined ? 'station' : 'connector');
      return read.profile && { type: 'setChargingProfile', evseId, profile: read.profile };
    },
    confirm: whileCharging,
  },
  clearChargingProfile: {
    icon: mdiSpeedometerSlow,
    fields: [
      evse('every'),
      number('profileId', 2_147_483_647),
      choice('purpose', purposes, true),
      number('stackLevel', 100),
    ],
    build: (values) => ({
      type: 'clearChargingProfile',
      evseId: evseIdOf(values),
      profileId: numberOf(values.profileId),
      purpose: oneOf(purposes, values.purpose),
      stackLevel: numberOf(values.stackLevel),
    }),
    confirm: always,
  },
  getCompositeSchedule: {
    icon: mdiChartTimelineVariant,
    fields: [evse('whole'), number('hours', 168), choice('unit', ['A', 'W'], true)],
    initial: () => ({ hours: '24' }),
    build: (values) => {
      const durationSeconds = (numberOf(values.hours) ?? 0) * 3600;
      if (durationSeconds === 0) return null;
      const unit = oneOf(['A', 'W'] as const, values.unit);
      return { type: 'getCompositeSchedule', evseId: evseIdOf(values), durationSeconds, unit };
    },
  },
  getLocalListVersion: {
    icon: mdiFileSearchOutline,
    fields: [],
    build: () => ({ type: 'getLocalListVersion' }),
  },
  sendLocalList: {
    icon: mdiCardMultipleOutline,
    fields: [choice('updateType', updateTypes)],
    build: (values) => {
      const updateType = oneOf(updateTypes, values.updateType);
      return updateType ? { type: 'sendLocalList', updateType } : null;
    },
  },
  reset: {
    icon: mdiRestart,
    fields: [choice('mode', ['soft', 'hard'])],
    build: (values) => {
      const mode = oneOf(['soft', 'hard'] as const, values.mode);
      return mode ? { type: 'reset', mode } : null;
    },
    confirm: ({ mode }, station) => mode === 'hard' || isCharging(station),
  },
  clearCache: {
    icon: mdiCached,
    fields: [],
    build: () => ({ type: 'clearCache' }),
  },
  trigger: {
    icon: mdiBullhornOutline,
    fields: [choice('message', triggeredMessages), evse('every')],
    build: (values) => {
      const message = oneOf(triggeredMessages, values.message);
      return message ? { type: 'trigger', message, evseId: evseIdOf(values) } : null;
    },
  },
  extendedTrigger: {
    icon: mdiBullhornVariantOutline,
    fields: [choice('message', extendedTriggeredMessages), evse('every')],
    build: (values) => {
      const message = oneOf(extendedTriggeredMessages, values.message);
      return message ? { type: 'extendedTrigger', message, evseId: evseIdOf(values) } : null;
    },
  },
  getDiagnostics: {
    icon: mdiFileDocumentOutline,
    fields: uploading,
    build: (values) => ({ type: 'getDiagnostics', ...uploadOf(values) }),
  },
  getLog: {
    icon: mdiShieldSearch,
    fields: [choice('log', logs), ...uploading],
    build: (values) => {
      const log = oneOf(logs, values.log);
      return log ? { type: 'getLog', log, ...uploadOf(values) } : null;
    },
  },
  updateFirmware: {
    icon: mdiUpdate,
    fields: [{ name: 'fileId', kind: 'firmware' }, moment('retrieveAt'), text('location', 512, true), ...retrying],
    build: (values) => {
      const from = { fileId: given(values.fileId), location: given(values.location) };
      if (from.fileId === undefined && from.location === undefined) return null;
      return { type: 'updateFirmware', ...from, retrieveAt: given(values.retrieveAt), ...retriesOf(values) };
    },
    confirm: always,
  },
  signedUpdateFirmware: {
    icon: mdiUploadLockOutline,
    fields: [
      { name: 'fileId', kind: 'firmware' },
      long('signingCertificate', pem),
      long('signature', 800),
      moment('retrieveAt'),
      moment('installAt', true),
      text('location', 512, true),
      ...retrying,
    ],
    build: ({ signingCertificate, signature, ...values }) => {
      const from = { fileId: given(values.fileId), location: given(values.location) };
      if (from.fileId === undefined && from.location === undefined) return null;
      if (!signingCertificate || !signature) return null;
      const when = { retrieveAt: given(values.retrieveAt), installAt: given(values.installAt) };
      return { type: 'signedUpdateFirmware', ...from, ...when, signingCertificate, signature, ...retriesOf(values) };
    },
    confirm: always,
  },
  dataTransfer: {
    icon: mdiSwapHorizontal,
    fields: [text('vendorId', 255), text('messageId', 50), long('data', 100_000)],
    build: ({ vendorId, messageId, data }) =>
      vendorId ? { type: 'dataTransfer', vendorId, messageId: given(messageId), data: given(data) } : null,
  },
  getInstalledCertificateIds: {
    icon: mdiFileCertificateOutline,
    fields: [choice('certificateType', certificateUses)],
    build: (values) => {
      const certificateType = oneOf(certificateUses, values.certificateType);
      return certificateType ? { type: 'getInstalledCertificateIds', certificateType } : null;
    },
  },
  installCertificate: {
    icon: mdiCertificateOutline,
    fields: [choice('certificateType', certificateUses), long('certificate', pem)],
    initial: () => ({ certificateType: 'CSMSRootCertificate' }),
    build: (values) => {
      const certificateType = oneOf(certificateUses, values.certificateType);
      if (certificateType === undefined) return null;
      return { type: 'installCertificate', certificateType, certificate: given(values.certificate) };
    },
  },
  deleteCertificate: {
    icon: mdiShieldRemoveOutline,
    fields: [{ name: 'installed', kind: 'installed' }],
    build: ({ installed = '' }) => {
      const certificate = readCertificateHash(installed);
      return certificate && { type: 'deleteCertificate', certificate };
    },
    confirm: always,
  },
  certificateSigned: {
    icon: mdiShieldKeyOutline,
    fields: [long('certificateChain', 10_000)],
    build: ({ certificateChain }) => (certificateChain ? { type: 'certificateSigned', certificateChain } : null),
    confirm: always,
  },
};

export type CommandGroup = 'everyday' | 'settings' | 'service' | 'security';

/** Where people look for a command, in the order they need them. */
const groupOf: Readonly<Record<CommandType, CommandGroup>> = {
  remoteStart: 'everyday',
  remoteStop: 'everyday',
  unlock: 'everyday',
  changeAvailability: 'everyday',
  reserve: 'everyday',
  cancelReservation: 'everyday',
  reset: 'everyday',
  getConfiguration: 'settings',
  setConfiguration: 'settings',
  setChargingProfile: 'settings',
  clearChargingProfile: 'settings',
  getCompositeSchedule: 'settings',
  getLocalListVersion: 'settings',
  sendLocalList: 'settings',
  clearCache: 'service',
  trigger: 'service',
  extendedTrigger: 'service',
  getDiagnostics: 'service',
  getLog: 'service',
  updateFirmware: 'service',
  signedUpdateFirmware: 'service',
  dataTransfer: 'service',
  getInstalledCertificateIds: 'security',
  installCertificate: 'security',
  deleteCertificate: 'security',
  certificateSigned: 'security',
};

export const commandTypes = Object.keys(groupOf) as readonly CommandType[];
export const commandGroups = (['everyday', 'settings', 'service', 'security'] as const).map((name) => ({
  name,
  types: commandTypes.filter((type) => groupOf[type] === name),
}));

/** The message key of why a command cannot work now; null when it can. */
export function blockedReason(type: CommandType, station: StationView): string | null {
  if (!station.online) return 'commands.blocked.offline';
  if (type === 'remoteStop' && !isCharging(station)) return 'commands.blocked.noSession';
  if (type === 'unlock' && station.evses.length === 0) return 'commands.blocked.noConnectors';
  return null;
}
