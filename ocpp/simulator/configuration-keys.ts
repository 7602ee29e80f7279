import type { SecurityProfile } from '../model/station.ts';
import type { KeySpelling } from './access.ts';
import { maxChainLength, maxRoots } from './certificate-store.ts';
import { featureProfiles, type FeatureProfile } from './feature-profiles.ts';

/** What a station knows of one of its configuration keys. */
export interface KeyDefinition {
  readonly key: string;
  readonly initial: string;
  readonly readonly: boolean;
  /** Whether a new value may be set; for a readonly key never asked. */
  readonly accepts: (value: string) => boolean;
  /** A new value counts from the next boot on. */
  readonly needsReboot: boolean;
  /** Can be set, but is never told. */
  readonly writeOnly: boolean;
}

/** What differs from station to station. */
export interface KeyOptions {
  readonly connectors: number;
  readonly fixedCable: boolean;
  readonly meterSampleSeconds: number;
  readonly maxPowerW: number;
  readonly current: 'AC' | 'DC';
  readonly profiles: readonly FeatureProfile[];
  /** A key given as text is any text of the length, else pairs of hexadecimal digits (security whitepaper §2.1). */
  readonly keySpelling: KeySpelling;
  readonly securityProfile: SecurityProfile;
  readonly acceptsSecurityProfile: (value: number) => boolean;
}

export const supportedMeasurands = [
  'Energy.Active.Import.Register',
  'Power.Active.Import',
  'Current.Import',
  'Voltage',
  'Current.Offered',
  'Power.Offered',
  'SoC',
  'Temperature',
] as const;

export type SupportedMeasurand = (typeof supportedMeasurands)[number];

export const isSupportedMeasurand = (word: string): word is SupportedMeasurand =>
  (supportedMeasurands as readonly string[]).includes(word);

const isInteger = (value: string, min: number, max: number): boolean =>
  /^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max;

const isBoolean = (value: string): boolean => /^(true|false)$/i.test(value);

const isMeasurandList = (value: string): boolean =>
  value === '' || value.split(',').every((word) => isSupportedMeasurand(word.trim()));

const isPhaseRotationList = (value: string): boolean =>
  value.split(',').every((item) => /^\s*\d+\.(NotApplicable|Unknown|RST|RTS|SRT|STR|TRS|TSR)$/.test(item));

const key = (
  name: string,
  initial: string | number | boolean,
  accepts: KeyDefinition['accepts'],
  details: Partial<KeyDefinition> = {},
): KeyDefinition => ({
  key: name,
  initial: String(initial),
  readonly: false,
  accepts,
  needsReboot: false,
  writeOnly: false,
  ...details,
});

const bool = (name: string, initial: boolean): KeyDefinition => key(name, initial, isBoolean);

const integer = (name: string, initial: number, min: number, max: number, details?: Partial<KeyDefinition>) =>
  key(name, initial, (value) => isInteger(value, min, max), details);

const fixed = (name: string, value: string | number | boolean): KeyDefinition =>
  key(name, value, () => false, { readonly: true });

const measurands = (name: string, initial: string): KeyDefinition => key(name, initial, isMeasurandList);

/** 16 to 20 bytes. */
const isKeyIn =
  (spelling: KeySpelling) =>
  (value: string): boolean =>
    spelling === 'bytes' ? /^([0-9a-f]{2}){16,20}$/i.test(value) : /^[\x21-\x7e]{16,40}$/.test(value);

const oneDaySeconds = 86_400;

/** The keys of a station, OCPP 1.6 §9 with its errata and security whitepaper §4, in alphabetical order. */
export function configurationKeys(options: KeyOptions): readonly KeyDefinition[] {
  const optional = options.profiles.flatMap((profile) => keysOfProfile[profile](options));
  return [...coreKeys(options), ...optional].sort((a, b) => (a.key < b.key ? -1 : 1));
}

const keysOfProfile: Readonly<Record<FeatureProfile, (options: KeyOptions) => readonly KeyDefinition[]>> = {
  Core: () => [],
  RemoteTrigger: () => [],
  FirmwareManagement: () => [fixed('SupportedFileTransferProtocols', 'HTTP,HTTPS')],
  LocalAuthListManagement: () => [
    bool('LocalAuthListEnabled', true),
    fixed('LocalAuthListMaxLength', 500),
    fixed('SendLocalListMaxLength', 200),
  ],
  Reservation: () => [fixed('ReserveConnectorZeroSupported', true)],
  SmartCharging: ({ current }) => [
    fixed('ChargeProfileMaxStackLevel', 10),
    fixed('ChargingScheduleAllowedChargingRateUnit', current === 'DC' ? 'Power' : 'Current,Power'),
    fixed('ChargingScheduleMaxPeriods', 48),
    fixed('ConnectorSwitch3to1PhaseSupported', false),
    fixed('MaxChargingProfilesInstalled', 20),
  ],
  Security: (options) => [
    fixed('AdditionalRootCertificateCheck', false),
    key('AuthorizationKey', '', isKeyIn(options.keySpelling), { writeOnly: true }),
    fixed('CertificateSignedMaxChainSize', maxChainLength),
    fixed('CertificateStoreMaxLength', maxRoots),
    key('CpoName', '', (value) => value.length <= 255),
    key(
      'SecurityProfile',
      options.securityProfile,
      (value) => /^\d$/.test(value) && options.acceptsSecurityProfile(Number(value)),
    ),
  ],
};

function coreKeys(options: KeyOptions): readonly KeyDefinition[] {
  const sampled = 'Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage';
  const withBattery = options.fixedCable ? `${sampled},SoC` : sampled;
  const named = options.profiles.filter((profile) => profile !== 'Security');
  const rotation = Array.from({ length: options.connectors + 1 }, (_, id) => `${String(id)}.RST`).join(',');
  return [
    bool('AllowOfflineTxForUnknownId', false),
    bool('AuthorizationCacheEnabled', true),
    bool('AuthorizeRemoteTxRequests', false),
    integer('BlinkRepeat', 3, 0, 100),
    integer('ClockAlignedDataInterval', 0, 0, oneDaySeconds),
    integer('ConnectionTimeOut', 60, 1, 3600),
    key('ConnectorPhaseRotation', rotation, isPhaseRotationList),
    fixed('ConnectorPhaseRotationMaxLength', options.connectors + 1),
    fixed('GetConfigurationMaxKeys', 50),
    integer('HeartbeatInterval', 300, 1, oneDaySeconds),
    integer('LightIntensity', 80, 0, 100),
    bool('LocalAuthorizeOffline', true),
    bool('LocalPreAuthorize', false),
    integer('MaxEnergyOnInvalidId', 0, 0, 10_000),
    integer('MaxPower', options.maxPowerW, 1_400, options.maxPowerW, { needsReboot: true }),
    measurands('MeterValuesAlignedData', 'Energy.Active.Import.Register'),
    fixed('MeterValuesAlignedDataMaxLength', supportedMeasurands.length),
    measurands('MeterValuesSampledData', withBattery),
    fixed('MeterValuesSampledDataMaxLength', supportedMeasurands.length),
    integer('MeterValueSampleInterval', options.meterSampleSeconds, 0, oneDaySeconds),
    integer('MessageTimeout', 30, 1, 600),
    integer('MinimumStatusDuration', 0, 0, 3600),
    fixed('NumberOfConnectors', options.connectors),
    integer('ResetRetries', 2, 0, 10),
    bool('StopTransactionOnEVSideDisconnect', true),
    bool('StopTransactionOnInvalidId', true),
    fixed('StopTransactionMaxMeterValues', 10),
    measurands('StopTxnAlignedData', ''),
    fixed('StopTxnAlignedDataMaxLength', 0),
    measurands('StopTxnSampledData', 'Energy.Active.Import.Register'),
    fixed('StopTxnSampledDataMaxLength', supportedMeasurands.length),
    fixed('SupportedFeatureProfiles', named.join(',')),
    fixed('SupportedFeatureProfilesMaxLength', featureProfiles.length - 1),
    integer('TransactionMessageAttempts', 3, 1, 20),
    integer('TransactionMessageRetryInterval', 60, 1, 3600),
    options.fixedCable
      ? fixed('UnlockConnectorOnEVSideDisconnect', false)
      : bool('UnlockConnectorOnEVSideDisconnect', true),
    integer('WebSocketPingInterval', 60, 0, 3600),
  ];
}
