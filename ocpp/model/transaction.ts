/** Why a transaction ended: the words of OCPP 1.6 §7.36, to which 2.0.1's map; any other text a station sends is kept as it is. */
export type StopReason =
  | 'DeAuthorized'
  | 'EmergencyStop'
  | 'EVDisconnected'
  | 'HardReset'
  | 'Local'
  | 'Other'
  | 'PowerLoss'
  | 'Reboot'
  | 'Remote'
  | 'SoftReset'
  | 'UnlockCommand'
  | (string & {});
