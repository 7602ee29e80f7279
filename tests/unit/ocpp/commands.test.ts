import { describe, expect, it } from 'vitest';
import * as official from 'typed-ocpp/dist/ocpp16/schemas.js';
import type { ChargingProfile } from '../../../ocpp/model/charging-profile.ts';
import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import { silently } from '../../../ocpp/notice.ts';
import { callers } from '../../../ocpp/v16/messages.ts';
import { outbound } from '../../../ocpp/v16/outbound.ts';
import { InvalidOutgoingMessage } from '../../../ocpp/v16/payloads.ts';
import { ocpp16 } from '../../../ocpp/v16/protocol.ts';

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

const txProfile: ChargingProfile = {
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

const hash = { hashAlgorithm: 'SHA256', issuerNameHash: 'aa', issuerKeyHash: 'bb', serialNumber: '01' } as const;
const from = '2026-03-01T08:00:00.123Z';
const to = '2026-03-02T08:00:00.000Z';

/** One line for each command and each of its forms; the text holds the fields in the order of the official schema. */
const calls: readonly (readonly [Command, string, string])[] = [
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

const commandOf = (type: string): Command => {
  const found = calls.find(([command]) => command.type === type);
  if (found === undefined) throw new Error(`No example of ${type}`);
  return found[0];
};

const answeredAt = Date.UTC(2026, 2, 1, 9);
const outcomeOf = (command: Command, answer: unknown): CommandOutcome =>
  ocpp16.outgoing(command).readOutcome(answer, answeredAt, silently);

describe('a command', () => {
  it.each(calls)('goes out with its fields in schema order: %j', (command, action, payload) => {
    const outgoing = ocpp16.outgoing(command);
    expect(outgoing.action).toBe(action);
    expect(JSON.stringify(outgoing.payload)).toBe(payload);
    expect(JSON.stringify(outgoing.observedPayload)).toBe(payload);
  });

  it('goes out with the password in its address, and is kept without it', () => {
    const outgoing = ocpp16.outgoing({ type: 'getDiagnostics', location: 'ftp://user:secret@10.0.0.5/logs/' });
    expect(JSON.stringify(outgoing.payload)).toContain('user:secret@');
    expect(JSON.stringify(outgoing.observedPayload)).not.toContain('secret');
  });

  it('is here for every type there is, and for every call a central system has', () => {
    const types = new Set(calls.map(([{ type }]) => type));
    expect([...types].sort()).toEqual(Object.keys(outbound).sort());
    const actions = new Set(calls.map(([, action]) => action));
    const ours = Object.entries(callers).flatMap(([action, caller]) => (caller === 'station' ? [] : [action]));
    expect([...actions].sort()).toEqual(ours.sort());
    expect(ours).toHaveLength(26);
  });

  it.each<[string, Command]>([
    ['a card of 21 letters', { type: 'reserve', reservationId: 1, idToken: 'x'.repeat(21), expiresAt: to }],
    [
      'a group of 21 letters',
      { type: 'reserve', reservationId: 1, idToken: 'A', parentIdToken: 'x'.repeat(21), expiresAt: to },
    ],
    [
      'a card of 21 letters in a list',
      {
        type: 'sendLocalList',
        version: 1,
        updateType: 'full',
        entries: [{ idToken: 'x'.repeat(21), info: { status: 'Accepted' } }],
      },
    ],
    ['a chain of 10001 letters', { type: 'certificateSigned', certificateChain: 'x'.repeat(10_001) }],
    [
      'a certificate of 5501 letters',
      { type: 'installCertificate', certificateType: 'CSMSRootCertificate', certificate: 'x'.repeat(5_501) },
    ],
    [
      'a log address of 513 letters',
      { type: 'getLog', log: 'SecurityLog', requestId: 1, location: `http://h/${'x'.repeat(504)}` },
    ],
    ['an address that is none', { type: 'getDiagnostics', location: 'C:\\logs with blanks' }],
    ['a transaction that is no number', { type: 'setChargingProfile', profile: { ...txProfile, transactionId: 'T' } }],
    ['half a connector', { type: 'trigger', message: 'Heartbeat', evseId: 1.5 }],
  ])('is never sent with %s', (_what, command) => {
    expect(() => ocpp16.outgoing(command)).toThrow(InvalidOutgoingMessage);
  });

  it('is never sent with a time that is none', () => {
    const command: Command = { type: 'updateFirmware', location: 'http://h/f', retrieveAt: 'soon' };
    expect(() => ocpp16.outgoing(command)).toThrow(RangeError);
  });

  it.each([
    [16.05, 16],
    [16.0999, 16],
    [32.3, 32.3],
    [0.1 + 0.2, 0.3],
    [6, 6],
    [11_040.77, 11_040.7],
  ])('limits to %d with one decimal and never more: %d', (limit, sent) => {
    const limited = { ...txProfile, schedule: { unit: 'A', periods: [{ startSeconds: 0, limit }] } } as const;
    const { payload } = ocpp16.outgoing({ type: 'setChargingProfile', profile: limited });
    expect(JSON.stringify(payload)).toContain(`"limit":${String(sent)}}`);
  });
});

type Kind = CommandOutcome['kind'];

/** What each word of the specification's lists comes to. */
const kinds: Readonly<Record<string, Kind>> = {
  Accepted: 'accepted',
  AcceptedCanceled: 'accepted',
  Scheduled: 'accepted',
  RebootRequired: 'accepted',
  Unlocked: 'accepted',
  Rejected: 'rejected',
  UnlockFailed: 'rejected',
  Faulted: 'rejected',
  Occupied: 'rejected',
  Unavailable: 'rejected',
  Failed: 'rejected',
  VersionMismatch: 'rejected',
  NotFound: 'rejected',
  Unknown: 'rejected',
  InvalidCertificate: 'rejected',
  RevokedCertificate: 'rejected',
  NotSupported: 'notSupported',
  NotImplemented: 'notSupported',
  UnknownMessageId: 'notSupported',
  UnknownVendorId: 'notSupported',
};

interface ResponseSchema {
  readonly properties?: { readonly status?: { readonly enum?: readonly string[]; readonly $ref?: string } };
  readonly definitions?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}

const schemas: Readonly<Record<string, ResponseSchema>> = official;

function statusWords(action: string): readonly string[] {
  const { properties, definitions } = schemas[`${action}Response`] ?? {};
  const { enum: words, $ref = '' } = properties?.status ?? {};
  return words ?? definitions?.[$ref.replace('#/definitions/', '')]?.enum ?? [];
}

/** Every status word of every answer the official schemas know. */
const statusAnswers = Object.keys(outbound).flatMap((type) => {
  const command = commandOf(type);
  const { action } = ocpp16.outgoing(command);
  return statusWords(action).map((word) => [action, word, command] as const);
});

describe('an answer', () => {
  it.each(statusAnswers)('to %s of %s has its outcome', (action, word, command) => {
    const expected = action === 'GetInstalledCertificateIds' ? 'accepted' : kinds[word];
    expect(expected).toBeDefined();
    expect(outcomeOf(command, { status: word })).toMatchObject({ kind: expected, response: { status: word } });
  });

  it('has all its words in the list of this test', () => {
    expect(new Set(statusAnswers.map(([, word]) => word))).toEqual(new Set(Object.keys(kinds)));
  });

  it('in a word of its own is invalid and kept', () => {
    expect(outcomeOf(commandOf('reset'), { status: 'Maybe' })).toEqual({
      kind: 'failed',
      reason: 'invalidAnswer',
      response: { status: 'Maybe' },
    });
  });

  it('in another spelling is understood', () => {
    expect(outcomeOf(commandOf('reserve'), { status: 'occupied' })).toEqual({
      kind: 'rejected',
      response: { status: 'Occupied' },
    });
  });

  it.each<[unknown, CommandOutcome]>([
    [{ fileName: 'diag.zip' }, { kind: 'accepted', response: { fileName: 'diag.zip' } }],
    [{ fileName: '' }, { kind: 'accepted', response: {} }],
    [{ fileName: null }, { kind: 'accepted', response: {} }],
    [{}, { kind: 'accepted', response: {} }],
  ])('%j to a request for diagnostics names the file, if there is one', (answer, outcome) => {
    expect(outcomeOf(commandOf('getDiagnostics'), answer)).toEqual(outcome);
  });

  it('to a request for a log names the file', () => {
    expect(outcomeOf(commandOf('getLog'), { status: 'AcceptedCanceled', filename: 'log.txt' })).toEqual({
      kind: 'accepted',
      response: { status: 'AcceptedCanceled', fileName: 'log.txt' },
    });
  });

  it('to UpdateFirmware says nothing, and means that it will', () => {
    expect(outcomeOf(commandOf('updateFirmware'), {})).toEqual({ kind: 'accepted', response: {} });
  });

  it.each([-1, 0, 12])('to a question for the list version is %d', (listVersion) => {
    expect(outcomeOf(commandOf('getLocalListVersion'), { listVersion })).toEqual({
      kind: 'accepted',
      response: { listVersion },
    });
  });

  it('without a list version is no answer', () => {
    expect(() => outcomeOf(commandOf('getLocalListVersion'), {})).toThrow(OcppError);
  });

  it('to a question for configuration has the values and what is unknown', () => {
    const answer = { configurationKey: [{ key: 'A', readonly: true }], unknownKey: ['B'] };
    expect(outcomeOf(commandOf('getConfiguration'), answer)).toEqual({
      kind: 'accepted',
      response: { configuration: [{ key: 'A', value: null, readonly: true }], unknownKeys: ['B'] },
    });
  });

  describe('with certificates', () => {
    const ask = commandOf('getInstalledCertificateIds');

    it('names each of them', () => {
      expect(outcomeOf(ask, { status: 'Accepted', certificateHashData: [hash] })).toEqual({
        kind: 'accepted',
        response: { status: 'Accepted', certificates: [hash] },
      });
    });

    it('knows the algorithm in another spelling, and leaves out what has none', () => {
      const certificateHashData = [
        { ...hash, hashAlgorithm: 'sha-384' },
        { ...hash, hashAlgorithm: 'MD5' },
      ];
      expect(outcomeOf(ask, { status: 'Accepted', certificateHashData }).response?.certificates).toEqual([
        { ...hash, hashAlgorithm: 'SHA384' },
      ]);
    });

    it('has none when there are none', () => {
      expect(outcomeOf(ask, { status: 'NotFound' })).toEqual({
        kind: 'accepted',
        response: { status: 'NotFound', certificates: [] },
      });
    });
  });

  describe('with a composite schedule', () => {
    const ask: Command = { type: 'getCompositeSchedule', evseId: 1, durationSeconds: 600, unit: 'A' };
    const chargingSchedule = {
      duration: 600,
      chargingRateUnit: 'W',
      minChargingRate: 1380,
      chargingSchedulePeriod: [
        { startPeriod: 300, limit: 0 },
        { startPeriod: 0, limit: 7400.5, numberPhases: 1 },
      ],
    };

    it('tells limits in order, in the unit of the station', () => {
      const answer = {
        status: 'Accepted',
        connectorId: 1,
        scheduleStart: '2026-03-01T12:00:00+04:00',
        chargingSchedule,
      };
      expect(outcomeOf(ask, answer)).toEqual({
        kind: 'accepted',
        response: {
          status: 'Accepted',
          schedule: {
            evseId: 1,
            startAt: '2026-03-01T08:00:00.000Z',
            schedule: {
              unit: 'W',
              durationSeconds: 600,
              minChargingRate: 1380,
              periods: [
                { startSeconds: 0, limit: 7400.5, phases: 1 },
                { startSeconds: 300, limit: 0 },
              ],
            },
          },
        },
      });
    });

    it('begins when the schedule says, or else when the answer came', () => {
      const started = { ...chargingSchedule, startSchedule: '2026-03-01T07:00:00Z' };
      expect(outcomeOf(ask, { status: 'Accepted', chargingSchedule: started }).response?.schedule).toMatchObject({
        evseId: 1,
        startAt: '2026-03-01T07:00:00.000Z',
      });
      expect(outcomeOf(ask, { status: 'Accepted', chargingSchedule }).response?.schedule?.startAt).toBe(
        '2026-03-01T09:00:00.000Z',
      );
    });

    it('has none when nothing limits the station, and none when it refuses', () => {
      expect(outcomeOf(ask, { status: 'Accepted' })).toEqual({ kind: 'accepted', response: { status: 'Accepted' } });
      expect(outcomeOf(ask, { status: 'Rejected', chargingSchedule })).toEqual({
        kind: 'rejected',
        response: { status: 'Rejected' },
      });
    });

    it('in no unit anyone knows is taken in the one that was asked for, or is invalid', () => {
      const odd = { status: 'Accepted', chargingSchedule: { ...chargingSchedule, chargingRateUnit: 'hp' } };
      expect(outcomeOf(ask, odd).response?.schedule?.schedule.unit).toBe('A');
      expect(outcomeOf({ ...ask, unit: undefined }, odd)).toEqual({ kind: 'failed', reason: 'invalidAnswer' });
    });

    it('of one period that is no list is understood', () => {
      const [, period] = chargingSchedule.chargingSchedulePeriod;
      const answer = { status: 'Accepted', chargingSchedule: { ...chargingSchedule, chargingSchedulePeriod: period } };
      expect(outcomeOf(ask, answer).response?.schedule?.schedule.periods).toHaveLength(1);
    });
  });
});
