/** OCPP versions a station can speak, by WebSocket subprotocol. */
export type OcppVersion = 'ocpp1.6' | 'ocpp2.0.1' | 'ocpp2.1';

/**
 * How a station proves who it is (security whitepaper §2): 0 not at all, 1 a password, 2 a password over TLS, 3 a certificate of its own
 * over TLS.
 */
export type SecurityProfile = 0 | 1 | 2 | 3;

/** Whether the operator lets a station take part. Unknown stations wait as `pending`. */
export type Admission = 'pending' | 'accepted' | 'rejected';

/**
 * State of an EVSE, in the finer vocabulary of OCPP 1.6 §7.7; `Occupied` is what OCPP 2.0.1 says where 1.6 would tell more, `Unknown` is
 * before the first report.
 */
export type EvseStatus =
  | 'Unknown'
  | 'Available'
  | 'Preparing'
  | 'Charging'
  | 'SuspendedEV'
  | 'SuspendedEVSE'
  | 'Finishing'
  | 'Reserved'
  | 'Unavailable'
  | 'Faulted'
  | 'Occupied';

/** What can be wrong with an EVSE, in the words of OCPP 1.6 §7.6. */
export const faultCodes = [
  'ConnectorLockFailure',
  'EVCommunicationError',
  'GroundFailure',
  'HighTemperature',
  'InternalError',
  'LocalListConflict',
  'OtherError',
  'OverCurrentFailure',
  'OverVoltage',
  'PowerMeterFailure',
  'PowerSwitchFailure',
  'ReaderFailure',
  'ResetFailure',
  'UnderVoltage',
  'WeakSignal',
] as const;

/** What a station says of itself when it boots. Empty and missing fields are null. */
export interface StationDetails {
  readonly vendor: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly firmwareVersion: string | null;
  readonly meterType: string | null;
  readonly meterSerialNumber: string | null;
  readonly iccid: string | null;
  readonly imsi: string | null;
}
