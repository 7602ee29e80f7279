import { measurands } from '../../ocpp/model/meter.ts';

/** Which part of OCPP 1.6 a key belongs to; keys of the last two come from errata and from the security whitepaper. */
export type KeyGroup = 'core' | 'localAuthList' | 'reservation' | 'smartCharging' | 'firmwareManagement' | 'security';

/** What a key's value is. `list`: words with commas between them. `key`: hexadecimal, never shown. */
export type KeyType = 'boolean' | 'integer' | 'text' | 'list' | 'key';

export type KeyUnit = 'seconds' | 'percent' | 'times' | 'Wh' | 'characters' | 'keys' | 'entries' | 'connectors';

/** A configuration key of the standard (OCPP 1.6 §9, its errata, security whitepaper §5). Its name and meaning stand in the message files. */
export interface StandardKey {
  readonly key: string;
  readonly group: KeyGroup;
  /** A station that has the group must have the key. */
  readonly required: boolean;
  /** `any`: the standard leaves it to the station. */
  readonly access: 'readOnly' | 'readWrite' | 'writeOnly' | 'any';
  readonly type: KeyType;
  readonly unit?: KeyUnit | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What the standard names; a list may hold others as well. */
  readonly choices?: readonly string[] | undefined;
}

const featureProfiles = [
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
] as const;
const rotations = ['NotApplicable', 'Unknown', 'RST', 'RTS', 'SRT', 'STR', 'TRS', 'TSR'] as const;

type Rest = Omit<StandardKey, 'key' | 'group' | 'type'>;
const optional = { required: false, access: 'readWrite' } as const;
const required = { required: true, access: 'readWrite' } as const;
const told = { required: true, access: 'readOnly' } as const;
const maybeTold = { required: false, access: 'readOnly' } as const;
const seconds = { unit: 'seconds', min: 0 } as const;
const times = { unit: 'times', min: 0 } as const;
const entries = { unit: 'entries', min: 0 } as const;

const flag = (group: KeyGroup, key: string, rest: Rest): StandardKey => ({ key, group, type: 'boolean', ...rest });
const integer = (group: KeyGroup, key: string, rest: Rest): StandardKey => ({ key, group, type: 'integer', ...rest });
const list = (group: KeyGroup, key: string, rest: Rest): StandardKey => ({ key, group, type: 'list', ...rest });

export const standardKeys: readonly StandardKey[] = [
  flag('core', 'AllowOfflineTxForUnknownId', optional),
  flag('core', 'AuthorizationCacheEnabled', optional),
  flag('core', 'AuthorizeRemoteTxRequests', { required: true, access: 'any' }),
  integer('core', 'BlinkRepeat', { ...optional, ...times }),
  integer('core', 'ClockAlignedDataInterval', { ...required, ...seconds }),
  integer('core', 'ConnectionTimeOut', { ...required, ...seconds }),
  list('core', 'ConnectorPhaseRotation', { ...required, choices: rotations }),
  integer('core', 'ConnectorPhaseRotationMaxLength', { ...maybeTold, ...entries }),
  integer('core', 'GetConfigurationMaxKeys', { ...told, unit: 'keys', min: 0 }),
  integer('core', 'HeartbeatInterval', { ...required, ...seconds }),
  integer('core', 'LightIntensity', { ...optional, unit: 'percent', min: 0, max: 100 }),
  flag('core', 'LocalAuthorizeOffline', required),
  flag('core', 'LocalPreAuthorize', required),
  integer('core', 'MaxEnergyOnInvalidId', { ...optional, unit: 'Wh', min: 0 }),
  integer('core', 'MessageTimeout', { ...optional, ...seconds }),
  list('core', 'MeterValuesAlignedData', { ...required, choices: measurands }),
  integer('core', 'MeterValuesAlignedDataMaxLength', { ...maybeTold, ...entries }),
  list('core', 'MeterValuesSampledData', { ...required, choices: measurands }),
  integer('core', 'MeterValuesSampledDataMaxLength', { ...maybeTold, ...entries }),
  integer('core', 'MeterValueSampleInterval', { ...required, ...seconds }),
  integer('core', 'MinimumStatusDuration', { ...optional, ...seconds }),
  integer('core', 'NumberOfConnectors', { ...told, unit: 'connectors', min: 0 }),
  integer('core', 'ResetRetries', { ...required, ...times }),
  flag('core', 'StopTransactionOnEVSideDisconnect', { required: true, access: 'any' }),
  flag('core', 'StopTransactionOnInvalidId', required),
  integer('core', 'StopTransactionMaxMeterValues', { ...maybeTold, ...entries }),
  list('core', 'StopTxnAlignedData', { ...required, choices: measurands }),
  integer('core', 'StopTxnAlignedDataMaxLength', { ...maybeTold, ...entries }),
  list('core', 'StopTxnSampledData', { ...required, choices: measurands }),
  integer('core', 'StopTxnSampledDataMaxLength', { ...maybeTold, ...entries }),
  list('core', 'SupportedFeatureProfiles', { ...told, choices: featureProfiles }),
  integer('core', 'SupportedFeatureProfilesMaxLength', { ...maybeTold, ...entries }),
  integer('core', 'TransactionMessageAttempts', { ...required, ...times }),
  integer('core', 'TransactionMessageRetryInterval', { ...required, ...seconds }),
  flag('core', 'UnlockConnectorOnEVSideDisconnect', { required: true, access: 'any' }),
  integer('core', 'WebSocketPingInterval', { ...optional, ...seconds }),

  flag('localAuthList', 'LocalAuthListEnabled', required),
  integer('localAuthList', 'LocalAuthListMaxLength', { ...told, ...entries }),
  integer('localAuthList', 'SendLocalListMaxLength', { ...told, ...entries }),

  flag('reservation', 'ReserveConnectorZeroSupported', maybeTold),

  integer('smartCharging', 'ChargeProfileMaxStackLevel', { ...told, min: 0 }),
  list('smartCharging', 'ChargingScheduleAllowedChargingRateUnit', { ...told, choices: ['Current', 'Power'] }),
  integer('smartCharging', 'ChargingScheduleMaxPeriods', { ...told, ...entries }),
  flag('smartCharging', 'ConnectorSwitch3to1PhaseSupported', maybeTold),
  integer('smartCharging', 'MaxChargingProfilesInstalled', { ...told, ...entries }),

  list('firmwareManagement', 'SupportedFileTransferProtocols', {
    ...maybeTold,
    choices: ['FTP', 'FTPS', 'HTTP', 'HTTPS', 'SFTP'],
  }),

  flag('security', 'AdditionalRootCertificateCheck', maybeTold),
  // Security whitepaper A00.FR.205: 16 to 40 hexadecimal digits.
  { key: 'AuthorizationKey', group: 'security', type: 'key', required: false, access: 'writeOnly', min: 16, max: 40 },
  integer('security', 'CertificateSignedMaxChainSize', { ...maybeTold, unit: 'characters', min: 0 }),
  integer('security', 'CertificateStoreMaxLength', { ...maybeTold, ...entries }),
  { key: 'CpoName', group: 'security', type: 'text', ...optional },
  integer('security', 'SecurityProfile', { ...optional, min: 0, max: 3 }),
];

const byKey: ReadonlyMap<string, StandardKey> = new Map(standardKeys.map((one) => [one.key.toLowerCase(), one]));

/** The standard's description of a key, whatever the case it is written in; null for a vendor's own. */
export function standardKey(key: string): StandardKey | null {
  return byKey.get(key.toLowerCase()) ?? null;
}

/** Why a value cannot be right: a word for programs. */
export type ValueFault = 'notBoolean' | 'notInteger' | 'tooSmall' | 'tooBig' | 'notHexadecimal' | 'wrongLength';

/** What is wrong with a value by the standard; null for a good one, and for every value of a key the standard does not know. */
export function valueFault(key: string, value: string): ValueFault | null {
  const known = standardKey(key);
  if (known === null) return null;
  switch (known.type) {
    case 'boolean':
      return /^(true|false)$/i.test(value.trim()) ? null : 'notBoolean';
    case 'integer':
      return integerFault(value.trim(), known);
    case 'key':
      if (!/^[0-9a-f]*$/i.test(value)) return 'notHexadecimal';
      return value.length < (known.min ?? 0) || value.length > (known.max ?? value.length) ? 'wrongLength' : null;
    // A list may hold a vendor's own words, and a text may be any.
    case 'list':
    case 'text':
      return null;
  }
}

function integerFault(value: string, { min, max }: StandardKey): ValueFault | null {
  if (!/^-?\d{1,10}$/.test(value)) return 'notInteger';
  if (min !== undefined && Number(value) < min) return 'tooSmall';
  return max !== undefined && Number(value) > max ? 'tooBig' : null;
}
