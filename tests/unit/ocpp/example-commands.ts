import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
import type { Command } from '../../../ocpp/model/command.ts';

const profile: ChargingProfile = {
  profileId: 7,
  stackLevel: 1,
  purpose: 'ChargingStationMaxProfile',
  kind: 'Recurring',
  recurrency: 'Daily',
  validFrom: '2026-03-01T00:00:00.000Z',
  validTo: '2026-04-01T00:00:00.500Z',
  schedule: {
    unit: 'A',
    startAt: '2026-03-01T18:00:00+04:00',
    durationSeconds: 86_400,
    minChargingRate: 6,
    periods: [
      { startSeconds: 0, limit: 16, phases: 3 },
      { startSeconds: 3600, limit: 32.3 },
    ],
  },
};
const profileText =
  '{"chargingProfileId":7,"stackLevel":1,"chargingProfilePurpose":"ChargePointMaxProfile","chargingProfileKind":"Recurring",' +
  '"recurrencyKind":"Daily","validFrom":"2026-03-01T00:00:00Z","validTo":"2026-04-01T00:00:00Z",' +
  '"chargingSchedule":{"duration":86400,"startSchedule":"2026-03-01T14:00:00Z","chargingRateUnit":"A",' +
  '"chargingSchedulePeriod":[{"startPeriod":0,"limit":16,"numberPhases":3},{"startPeriod":3600,"limit":32.3}],"minChargingRate":6}}';

export const txProfile: ChargingProfile = {
  profileId: 8,
  stackLevel: 0,
  purpose: 'TxProfile',
  kind: 'Relative',
  transactionId: '42',
  schedule: { unit: 'W', periods: [{ startSeconds: 0, limit: 11_000 }] },
};
const txProfileText =
  '{"chargingProfileId":8,"transactionId":42,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",' +
  '"chargingSchedule":{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000}]}}';

export const hash = { hashAlgorithm: 'SHA256', issuerNameHash: 'aa', issuerKeyHash: 'bb', serialNumber: '01' } as const;
const from = '2026-03-01T08:00:00.123Z';
/** When what is asked for ends. */
export const to = '2026-03-02T08:00:00.000Z';

/** One line for each command and each of its forms; the text holds the fields in the order of the official schema. */
export const calls: readonly (readonly [Command, string, string])[] = [
  [{ type: 'remoteStart', idToken: 'A' }, 'RemoteStartTransaction', '{"idTag":"A"}'],
  [
    { type: 'remoteStart', idToken: 'A', evseId: 2, profile: { ...txProfile, transactionId: undefined } },
    'RemoteStartTransaction',
    `{"connectorId":2,"idTag":"A","chargingProfile":${txProfileText.replace('"transactionId":42,', '')}}`,
  ],
  [{ type: 'remoteStop', transactionId: '42' }, 'RemoteStopTransaction', '{"transactionId":42}'],
  [{ type: 'reset', mode: 'hard' }, 'Reset', '{"type":"Hard"}'],
  [{ type: 'reset', mode: 'soft' }, 'Reset', '{"type":"Soft"}'],
  [{ type: 'unlock', evseId: 1 }, 'UnlockConnector', '{"connectorId":1}'],
  [
    { type: 'changeAvailability', operationalStatus: 'Inoperative' },
    'ChangeAvailability',
    '{"connectorId":0,"type":"Inoperative"}',
  ],
  [{ type: 'getConfiguration' }, 'GetConfiguration', '{}'],
  [{ type: 'getConfiguration', keys: [] }, 'GetConfiguration', '{}'],
  [{ type: 'getConfiguration', keys: ['A', 'B'] }, 'GetConfiguration', '{"key":["A","B"]}'],
  [{ type: 'setConfiguration', key: 'K', value: '' }, 'ChangeConfiguration', '{"key":"K","value":""}'],
  [{ type: 'clearCache' }, 'ClearCache', '{}'],
  [
    { type: 'dataTransfer', data: 'd', messageId: 'm', vendorId: 'v' },
    'DataTransfer',
    '{"vendorId":"v","messageId":"m","data":"d"}',
  ],
  [{ type: 'trigger', message: 'Heartbeat' }, 'TriggerMessage', '{"requestedMessage":"Heartbeat"}'],
  [
    { type: 'trigger', message: 'DiagnosticsStatusNotification', evseId: 1 },
    'TriggerMessage',
    '{"requestedMessage":"DiagnosticsStatusNotification","connectorId":1}',
  ],
  [
    { type: 'extendedTrigger', message: 'SignChargingStationCertificate' },
    'ExtendedTriggerMessage',
    '{"requestedMessage":"SignChargePointCertificate"}',
  ],
  [
    { type: 'extendedTrigger', message: 'LogStatusNotification', evseId: 2 },
    'ExtendedTriggerMessage',
    '{"requestedMessage":"LogStatusNotification","connectorId":2}',
  ],
  [
    { type: 'getDiagnostics', location: 'ftp://10.0.0.5/logs/' },
    'GetDiagnostics',
    '{"location":"ftp://10.0.0.5/logs/"}',
  ],
  [
    { type: 'getDiagnostics', to, from, retryIntervalSeconds: 60, retries: 2, location: 'http://h/u' },
    'GetDiagnostics',
    '{"location":"http://h/u","retries":2,"retryInterval":60,"startTime":"2026-03-01T08:00:00Z","stopTime":"2026-03-02T08:00:00Z"}',
  ],
  [
    { type: 'getLog', log: 'SecurityLog', requestId: 5, location: 'http://h/u', from, to, retries: 0 },
    'GetLog',
    '{"log":{"remoteLocation":"http://h/u","oldestTimestamp":"2026-03-01T08:00:00Z","latestTimestamp":"2026-03-02T08:00:00Z"},' +
      '"logType":"SecurityLog","requestId":5,"retries":0}',
  ],
  [
    { type: 'getLog', log: 'DiagnosticsLog', requestId: 6, location: 'http://h/u', retryIntervalSeconds: 9 },
    'GetLog',
    '{"log":{"remoteLocation":"http://h/u"},"logType":"DiagnosticsLog","requestId":6,"retryInterval":9}',
  ],
  [
    { type: 'updateFirmware', location: 'http://h/f.bin', retrieveAt: from, retries: 3, retryIntervalSeconds: 30 },
    'UpdateFirmware',
    '{"location":"http://h/f.bin","retries":3,"retrieveDate":"2026-03-01T08:00:00Z","retryInterval":30}',
  ],
  [
    {
      type: 'signedUpdateFirmware',
      requestId: 9,
      location: 'http://h/f.bin',
      retrieveAt: from,
      installAt: to,
      signingCertificate: 'PEM',
      signature: 'c2ln',
      retries: 1,
    },
    'SignedUpdateFirmware',
    '{"retries":1,"requestId":9,"firmware":{"location":"http://h/f.bin","retrieveDateTime":"2026-03-01T08:00:00Z",' +
      '"installDateTime":"2026-03-02T08:00:00Z","signingCertificate":"PEM","signature":"c2ln"}}',
  ],
  [{ type: 'getLocalListVersion' }, 'GetLocalListVersion', '{}'],
  [
    {
      type: 'sendLocalList',
      version: 3,
      updateType: 'full',
      entries: [
        { idToken: 'A', info: { status: 'Accepted', expiresAt: to, parentIdToken: 'P' } },
        { idToken: 'B', info: { status: 'Blocked', parentIdToken: 'longer than twenty letters' } },
      ],
    },
    'SendLocalList',
    '{"listVersion":3,"localAuthorizationList":[{"idTag":"A","idTagInfo":{"expiryDate":"2026-03-02T08:00:00Z","parentIdTag":"P","status":"Accepted"}},' +
      '{"idTag":"B","idTagInfo":{"status":"Blocked"}}],"updateType":"Full"}',
  ],
  [
    { type: 'sendLocalList', version: 4, updateType: 'differential', entries: [{ idToken: 'B', info: null }] },
    'SendLocalList',
    '{"listVersion":4,"localAuthorizationList":[{"idTag":"B"}],"updateType":"Differential"}',
  ],
  [
    { type: 'reserve', reservationId: 11, idToken: 'A', expiresAt: to },
    'ReserveNow',
    '{"connectorId":0,"expiryDate":"2026-03-02T08:00:00Z","idTag":"A","reservationId":11}',
  ],
  [
    { type: 'reserve', reservationId: 12, idToken: 'A', parentIdToken: 'P', expiresAt: to, evseId: 2 },
    'ReserveNow',
    '{"connectorId":2,"expiryDate":"2026-03-02T08:00:00Z","idTag":"A","parentIdTag":"P","reservationId":12}',
  ],
  [{ type: 'cancelReservation', reservationId: 12 }, 'CancelReservation', '{"reservationId":12}'],
  [
    { type: 'setChargingProfile', profile },
    'SetChargingProfile',
    `{"connectorId":0,"csChargingProfiles":${profileText}}`,
  ],
  [
    { type: 'setChargingProfile', evseId: 1, profile: txProfile },
    'SetChargingProfile',
    `{"connectorId":1,"csChargingProfiles":${txProfileText}}`,
  ],
  [{ type: 'clearChargingProfile' }, 'ClearChargingProfile', '{}'],
  [
    { type: 'clearChargingProfile', stackLevel: 0, purpose: 'ChargingStationMaxProfile', evseId: 0, profileId: 7 },
    'ClearChargingProfile',
    '{"id":7,"connectorId":0,"chargingProfilePurpose":"ChargePointMaxProfile","stackLevel":0}',
  ],
  [{ type: 'getCompositeSchedule', durationSeconds: 600 }, 'GetCompositeSchedule', '{"connectorId":0,"duration":600}'],
  [
    { type: 'getCompositeSchedule', durationSeconds: 600, evseId: 1, unit: 'W' },
    'GetCompositeSchedule',
    '{"connectorId":1,"duration":600,"chargingRateUnit":"W"}',
  ],
  [{ type: 'certificateSigned', certificateChain: 'PEM' }, 'CertificateSigned', '{"certificateChain":"PEM"}'],
  [
    { type: 'installCertificate', certificateType: 'CSMSRootCertificate', certificate: 'PEM' },
    'InstallCertificate',
    '{"certificateType":"CentralSystemRootCertificate","certificate":"PEM"}',
  ],
  [
    { type: 'installCertificate', certificateType: 'ManufacturerRootCertificate', certificate: 'PEM' },
    'InstallCertificate',
    '{"certificateType":"ManufacturerRootCertificate","certificate":"PEM"}',
  ],
  [
    {
      type: 'deleteCertificate',
      certificate: {
        serialNumber: hash.serialNumber,
        hashAlgorithm: hash.hashAlgorithm,
        issuerKeyHash: hash.issuerKeyHash,
        issuerNameHash: hash.issuerNameHash,
      },
    },
    'DeleteCertificate',
    '{"certificateHashData":{"hashAlgorithm":"SHA256","issuerNameHash":"aa","issuerKeyHash":"bb","serialNumber":"01"}}',
  ],
  [
    { type: 'getInstalledCertificateIds', certificateType: 'CSMSRootCertificate' },
    'GetInstalledCertificateIds',
    '{"certificateType":"CentralSystemRootCertificate"}',
  ],
];

/** The first example of a type. */
export const commandOf = (type: string): Command => {
  const found = calls.find(([command]) => command.type === type);
  if (found === undefined) throw new Error(`No example of ${type}`);
  return found[0];
};
