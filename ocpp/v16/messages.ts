import type * as Wire from 'typed-ocpp/dist/ocpp16/types.js';

/** Every message of OCPP 1.6 and its security extension. */
export interface Messages {
  readonly Authorize: Exchange<Wire.AuthorizeRequest, Wire.AuthorizeResponse>;
  readonly BootNotification: Exchange<Wire.BootNotificationRequest, Wire.BootNotificationResponse>;
  readonly CancelReservation: Exchange<Wire.CancelReservationRequest, Wire.CancelReservationResponse>;
  readonly CertificateSigned: Exchange<Wire.CertificateSignedRequest, Wire.CertificateSignedResponse>;
  readonly ChangeAvailability: Exchange<Wire.ChangeAvailabilityRequest, Wire.ChangeAvailabilityResponse>;
  readonly ChangeConfiguration: Exchange<Wire.ChangeConfigurationRequest, Wire.ChangeConfigurationResponse>;
  readonly ClearCache: Exchange<Wire.ClearCacheRequest, Wire.ClearCacheResponse>;
  readonly ClearChargingProfile: Exchange<Wire.ClearChargingProfileRequest, Wire.ClearChargingProfileResponse>;
  readonly DataTransfer: Exchange<Wire.DataTransferRequest, Wire.DataTransferResponse>;
  readonly DeleteCertificate: Exchange<Wire.DeleteCertificateRequest, Wire.DeleteCertificateResponse>;
  readonly DiagnosticsStatusNotification: Exchange<
    Wire.DiagnosticsStatusNotificationRequest,
    Wire.DiagnosticsStatusNotificationResponse
  >;
  readonly ExtendedTriggerMessage: Exchange<Wire.ExtendedTriggerMessageRequest, Wire.ExtendedTriggerMessageResponse>;
  readonly FirmwareStatusNotification: Exchange<
    Wire.FirmwareStatusNotificationRequest,
    Wire.FirmwareStatusNotificationResponse
  >;
  readonly GetCompositeSchedule: Exchange<Wire.GetCompositeScheduleRequest, Wire.GetCompositeScheduleResponse>;
  readonly GetConfiguration: Exchange<Wire.GetConfigurationRequest, Wire.GetConfigurationResponse>;
  readonly GetDiagnostics: Exchange<Wire.GetDiagnosticsRequest, Wire.GetDiagnosticsResponse>;
  readonly GetInstalledCertificateIds: Exchange<
    Wire.GetInstalledCertificateIdsRequest,
    Wire.GetInstalledCertificateIdsResponse
  >;
  readonly GetLocalListVersion: Exchange<Wire.GetLocalListVersionRequest, Wire.GetLocalListVersionResponse>;
  readonly GetLog: Exchange<Wire.GetLogRequest, Wire.GetLogResponse>;
  readonly Heartbeat: Exchange<Wire.HeartbeatRequest, Wire.HeartbeatResponse>;
  readonly InstallCertificate: Exchange<Wire.InstallCertificateRequest, Wire.InstallCertificateResponse>;
  readonly LogStatusNotification: Exchange<Wire.LogStatusNotificationRequest, Wire.LogStatusNotificationResponse>;
  readonly MeterValues: Exchange<Wire.MeterValuesRequest, Wire.MeterValuesResponse>;
  readonly RemoteStartTransaction: Exchange<Wire.RemoteStartTransactionRequest, Wire.RemoteStartTransactionResponse>;
  readonly RemoteStopTransaction: Exchange<Wire.RemoteStopTransactionRequest, Wire.RemoteStopTransactionResponse>;
  readonly ReserveNow: Exchange<Wire.ReserveNowRequest, Wire.ReserveNowResponse>;
  readonly Reset: Exchange<Wire.ResetRequest, Wire.ResetResponse>;
  readonly SecurityEventNotification: Exchange<
    Wire.SecurityEventNotificationRequest,
    Wire.SecurityEventNotificationResponse
  >;
  readonly SendLocalList: Exchange<Wire.SendLocalListRequest, Wire.SendLocalListResponse>;
  readonly SetChargingProfile: Exchange<Wire.SetChargingProfileRequest, Wire.SetChargingProfileResponse>;
  readonly SignCertificate: Exchange<Wire.SignCertificateRequest, Wire.SignCertificateResponse>;
  readonly SignedFirmwareStatusNotification: Exchange<
    Wire.SignedFirmwareStatusNotificationRequest,
    Wire.SignedFirmwareStatusNotificationResponse
  >;
  readonly SignedUpdateFirmware: Exchange<Wire.SignedUpdateFirmwareRequest, Wire.SignedUpdateFirmwareResponse>;
  readonly StartTransaction: Exchange<Wire.StartTransactionRequest, Wire.StartTransactionResponse>;
  readonly StatusNotification: Exchange<Wire.StatusNotificationRequest, Wire.StatusNotificationResponse>;
  readonly StopTransaction: Exchange<Wire.StopTransactionRequest, Wire.StopTransactionResponse>;
  readonly TriggerMessage: Exchange<Wire.TriggerMessageRequest, Wire.TriggerMessageResponse>;
  readonly UnlockConnector: Exchange<Wire.UnlockConnectorRequest, Wire.UnlockConnectorResponse>;
  readonly UpdateFirmware: Exchange<Wire.UpdateFirmwareRequest, Wire.UpdateFirmwareResponse>;
}

interface Exchange<Request, Response> {
  readonly request: Request;
  readonly response: Response;
}

export type Action = keyof Messages;

/** Who may send which CALL. */
export const callers = {
  Authorize: 'station',
  BootNotification: 'station',
  CancelReservation: 'centralSystem',
  CertificateSigned: 'centralSystem',
  ChangeAvailability: 'centralSystem',
  ChangeConfiguration: 'centralSystem',
  ClearCache: 'centralSystem',
  ClearChargingProfile: 'centralSystem',
  DataTransfer: 'both',
  DeleteCertificate: 'centralSystem',
  DiagnosticsStatusNotification: 'station',
  ExtendedTriggerMessage: 'centralSystem',
  FirmwareStatusNotification: 'station',
  GetCompositeSchedule: 'centralSystem',
  GetConfiguration: 'centralSystem',
  GetDiagnostics: 'centralSystem',
  GetInstalledCertificateIds: 'centralSystem',
  GetLocalListVersion: 'centralSystem',
  GetLog: 'centralSystem',
  Heartbeat: 'station',
  InstallCertificate: 'centralSystem',
  LogStatusNotification: 'station',
  MeterValues: 'station',
  RemoteStartTransaction: 'centralSystem',
  RemoteStopTransaction: 'centralSystem',
  ReserveNow: 'centralSystem',
  Reset: 'centralSystem',
  SecurityEventNotification: 'station',
  SendLocalList: 'centralSystem',
  SetChargingProfile: 'centralSystem',
  SignCertificate: 'station',
  SignedFirmwareStatusNotification: 'station',
  SignedUpdateFirmware: 'centralSystem',
  StartTransaction: 'station',
  StatusNotification: 'station',
  StopTransaction: 'station',
  TriggerMessage: 'centralSystem',
  UnlockConnector: 'centralSystem',
  UpdateFirmware: 'centralSystem',
} as const satisfies Record<Action, 'station' | 'centralSystem' | 'both'>;

/** CALLs a station may send. */
export type StationAction = {
  [A in Action]: (typeof callers)[A] extends 'centralSystem' ? never : A;
}[Action];

/** CALLs we may send. */
export type CentralSystemAction = {
  [A in Action]: (typeof callers)[A] extends 'station' ? never : A;
}[Action];

const isAction = (name: string): name is Action => Object.hasOwn(callers, name);

const actionByName: ReadonlyMap<string, Action> = new Map(
  Object.keys(callers)
    .filter(isAction)
    .map((action) => [action, action]),
);

/** The action of that name; null for any other text, `constructor` and `__proto__` included. */
export function findAction(name: string): Action | null {
  return actionByName.get(name) ?? null;
}
