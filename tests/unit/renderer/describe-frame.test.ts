import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { formatDateTime, formatTime } from '../../../electron/contract/format/dates.ts';
import { formatDuration } from '../../../electron/contract/format/durations.ts';
import {
  formatEnergyKwh,
  formatNumber,
  formatPercent,
  formatPowerKw,
} from '../../../electron/contract/format/numbers.ts';
import type { Language } from '../../../electron/contract/views.ts';
import { callsFromStation } from '../../../renderer/messages/calls-from-station.ts';
import { callsFromUs } from '../../../renderer/messages/calls-from-us.ts';
import { describeFrame } from '../../../renderer/messages/describe-frame.ts';
import type { FrameWords } from '../../../renderer/messages/frame-words.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

function wordsOf(language: Language): FrameWords {
  const folder = new URL(`../../../resources/messages/${language}/`, import.meta.url);
  const areas = readdirSync(folder).map((file) => {
    const tree = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Tree;
    return [file.replace('.json', ''), tree] as const;
  });
  const messages = { [language]: Object.fromEntries(areas) };
  const { global } = createI18n({ legacy: false, locale: language, fallbackLocale: false, messages });
  return {
    language,
    t: (key, values = {}) => global.t(key, { ...values }),
    te: (key) => global.te(key),
    format: {
      number: (value, decimals = 0) => formatNumber(value, { language, decimals }),
      energyKwh: (value, decimals = 2) => formatEnergyKwh(value, { language, decimals }),
      powerKw: (value, decimals = 1) => formatPowerKw(value, { language, decimals }),
      percent: (value) => formatPercent(value, { language }),
      dateTime: (moment) => formatDateTime(moment, { language, timeZone: 'Asia/Baku' }),
      duration: (durationMs) => formatDuration(durationMs, { language }),
      timeWithSeconds: (moment) => formatTime(moment, { language, timeZone: 'Asia/Baku', seconds: true }),
    },
  };
}

const english = wordsOf('en');
const plain = (text: string): string => text.replace(/\u00A0/g, ' ');

const call = (direction: 'in' | 'out', action: string, payload: unknown, words = english): string =>
  plain(describeFrame({ direction, kind: 'call', action, text: JSON.stringify([2, '1', action, payload]) }, words));
const result = (direction: 'in' | 'out', action: string | null, payload: unknown, words = english): string =>
  plain(describeFrame({ direction, kind: 'result', action, text: JSON.stringify([3, '1', payload]) }, words));

const meterValue = (...sampledValue: object[]): object => ({
  connectorId: 1,
  meterValue: [{ timestamp: '2026-07-06T04:30:05Z', sampledValue }],
});

describe('what a station says', () => {
  it.each([
    ['BootNotification', { chargePointVendor: 'ABB', chargePointModel: 'Terra' }, 'The charger started up: ABB Terra'],
    ['StatusNotification', { connectorId: 2, status: 'Available', errorCode: 'NoError' }, 'Connector 2: Free'],
    [
      'StatusNotification',
      { connectorId: 0, status: 'Faulted', errorCode: 'GroundFailure', info: 'RCD' },
      'The charger: Faulted, fault: GroundFailure / RCD',
    ],
    ['StatusNotification', { connectorId: 1, status: 'Dancing' }, 'Connector 1: Dancing'],
    ['Authorize', { idTag: 'ABC' }, 'May card ABC charge?'],
    [
      'StartTransaction',
      { connectorId: 1, idTag: 'ABC', meterStart: 12_345 },
      'Connector 1: charging began with card ABC, meter 12.345 kWh',
    ],
    [
      'StopTransaction',
      { transactionId: 12, meterStop: 15_000, reason: 'EVDisconnected' },
      'Charging ended: the charger’s session 12, meter 15.000 kWh, reason: Car unplugged',
    ],
    ['StopTransaction', { transactionId: 12 }, 'Charging ended: the charger’s session 12, meter —'],
    ['DataTransfer', { vendorId: 'ABB', messageId: 'x' }, 'A vendor’s own message from the charger: ABB, x'],
    ['DiagnosticsStatusNotification', { status: 'UploadFailed' }, 'Sending of the log: could not be sent'],
    ['LogStatusNotification', { status: 'Uploaded', requestId: 3 }, 'Sending of the log: sent'],
    ['FirmwareStatusNotification', { status: 'Downloading' }, 'Firmware update: being downloaded'],
    [
      'SignedFirmwareStatusNotification',
      { status: 'InvalidSignature', requestId: 3 },
      'Signed software update: its signature is wrong',
    ],
    [
      'SecurityEventNotification',
      { type: 'TamperDetectionActivated', timestamp: '2026-07-06T04:30:05Z', techInfo: 'lid' },
      'Security event: the charger’s housing was opened or damaged, lid',
    ],
    ['SecurityEventNotification', { type: 'Odd' }, 'Security event: Odd'],
    ['SignCertificate', { csr: '-----BEGIN' }, 'The charger asks for a certificate of its own'],
    ['Unheard', {}, 'Message Unheard'],
    ['toString', {}, 'Message toString'],
  ])('%s %j', (action, payload, expected) => {
    expect(call('in', action, payload)).toBe(expected);
  });

  it('tells power, register and battery of the latest reading, in whatever unit it came', () => {
    const readings = meterValue(
      { value: '1.5', unit: 'kWh' },
      { value: '7400', measurand: 'Power.Active.Import', unit: 'W' },
      { value: '2400', measurand: 'Power.Active.Import', unit: 'W', phase: 'L1' },
      { value: '61', measurand: 'SoC', unit: 'Percent' },
    );
    expect(call('in', 'MeterValues', readings)).toBe('Connector 1: power 7.4 kW, meter 1.500 kWh, battery 61%');
    expect(call('in', 'MeterValues', meterValue({ value: '230', measurand: 'Voltage' }))).toBe(
      'Connector 1: other readings',
    );
    expect(call('in', 'MeterValues', meterValue({ value: 'abc' }))).toBe('Connector 1: other readings');
  });
});

describe('what we say', () => {
  it.each([
    ['RemoteStartTransaction', { connectorId: 2, idTag: 'ABC' }, 'Start charging: connector 2, card ABC'],
    ['RemoteStartTransaction', { idTag: 'ABC' }, 'Start charging: any connector, card ABC'],
    ['Reset', { type: 'Hard' }, 'Restart completely'],
    ['ChangeAvailability', { connectorId: 0, type: 'Inoperative' }, 'The charger: take out of service'],
    ['GetConfiguration', {}, 'Show the settings: all of them'],
    ['GetConfiguration', { key: ['A', 'B'] }, 'Show the settings: A, B'],
    ['ChangeConfiguration', { key: 'A', value: '{x}' }, 'Change a setting: A = {x}'],
    ['TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 1 }, 'Send me: meter readings'],
    ['ExtendedTriggerMessage', { requestedMessage: 'SignChargePointCertificate' }, 'Send me: ask for a certificate'],
    ['GetLocalListVersion', {}, 'Which version is your list of cards?'],
    [
      'SendLocalList',
      { listVersion: 4, updateType: 'Full', localAuthorizationList: [{}, {}] },
      'Replace the list of cards: 2 cards, version 4',
    ],
    ['SendLocalList', { listVersion: 5, updateType: 'Differential' }, 'Change the list of cards: 0 cards, version 5'],
    [
      'ReserveNow',
      { connectorId: 1, expiryDate: '2026-07-06T04:30:00Z', idTag: 'ABC', reservationId: 7 },
      'Reserve: connector 1, card ABC, until 06.07.2026 08:30',
    ],
    ['CancelReservation', { reservationId: 7 }, 'Cancel reservation 7'],
    [
      'SetChargingProfile',
      {
        connectorId: 0,
        csChargingProfiles: {
          chargingProfilePurpose: 'ChargePointMaxProfile',
          chargingSchedule: {
            chargingRateUnit: 'A',
            chargingSchedulePeriod: [
              { startPeriod: 0, limit: 16 },
              { startPeriod: 60, limit: 10.5 },
            ],
          },
        },
      },
      'Limit the power: the charger, the whole charger, 16 A, then 10.5 A',
    ],
    ['SetChargingProfile', { connectorId: 1 }, 'Limit the power: connector 1, —, no limit'],
    ['ClearChargingProfile', { id: 4 }, 'Lift power limit 4'],
    ['ClearChargingProfile', {}, 'Lift the power limit: the charger'],
    ['GetCompositeSchedule', { connectorId: 1, duration: 3600 }, 'Show the power limit for the next 1 h: connector 1'],
    ['GetDiagnostics', { location: 'http://192.0.2.1/files/secret/' }, 'Send the technical log'],
    ['GetLog', { logType: 'SecurityLog', requestId: 1, log: {} }, 'Send the log: security'],
    [
      'UpdateFirmware',
      { location: 'http://192.0.2.1:9220/files/one-time/terra-1.8.bin?x=1', retrieveDate: '2026-07-06T04:30:00Z' },
      'Update the software: terra-1.8.bin, 06.07.2026 08:30',
    ],
    [
      'SignedUpdateFirmware',
      { requestId: 1, firmware: { location: 'http://192.0.2.1/f/a.bin', retrieveDateTime: '2026-07-06T04:30:00Z' } },
      'Update with signed software: a.bin, 06.07.2026 08:30',
    ],
    ['CertificateSigned', { certificateChain: '-----BEGIN' }, 'Here is your certificate'],
    [
      'InstallCertificate',
      { certificateType: 'CentralSystemRootCertificate', certificate: '-----BEGIN' },
      'Keep this certificate: this program’s root',
    ],
    [
      'GetInstalledCertificateIds',
      { certificateType: 'ManufacturerRootCertificate' },
      'Which certificates do you hold: the maker’s root?',
    ],
    ['DeleteCertificate', { certificateHashData: { serialNumber: '0a1b' } }, 'Delete certificate 0a1b'],
  ])('%s %j', (action, payload, expected) => {
    expect(call('out', action, payload)).toBe(expected);
  });
});

describe('answers', () => {
  it.each([
    ['out', 'BootNotification', { status: 'Accepted', interval: 300 }, 'The program: accepted, report in every 300 s'],
    ['out', 'Heartbeat', { currentTime: '2026-07-06T04:30:05Z' }, 'The program gave the time: 08:30:05'],
    ['out', 'Authorize', { idTagInfo: { status: 'Blocked' } }, 'Card is blocked'],
    [
      'out',
      'StartTransaction',
      { transactionId: 12, idTagInfo: { status: 'Accepted' } },
      'The session was given number 12. Card is allowed',
    ],
    ['out', 'MeterValues', {}, 'The program took note'],
    ['in', 'Reset', { status: 'Rejected' }, 'The charger: refused'],
    ['in', 'UnlockConnector', { status: 'Odd' }, 'The charger: Odd'],
    ['in', 'GetConfiguration', { configurationKey: [{}, {}] }, 'The charger sent 2 settings'],
    ['in', 'GetLocalListVersion', { listVersion: 4 }, 'The charger’s list of cards: version 4'],
    ['in', 'GetLocalListVersion', { listVersion: -1 }, 'The charger keeps no list of cards'],
    ['in', 'SendLocalList', { status: 'VersionMismatch' }, 'The charger: the list’s version does not fit'],
    ['in', 'UpdateFirmware', {}, 'The charger: accepted'],
    ['in', 'ReserveNow', { status: 'Occupied' }, 'The charger: it is occupied'],
    ['in', 'GetDiagnostics', { fileName: 'log.zip' }, 'The charger will send the file log.zip'],
    ['in', 'GetDiagnostics', {}, 'The charger has no file to send'],
    ['in', 'GetLog', { status: 'Accepted', filename: 'log.zip' }, 'The charger will send the file log.zip'],
    ['in', 'GetLog', { status: 'Rejected' }, 'The charger: refused'],
    ['in', 'GetInstalledCertificateIds', { status: 'NotFound' }, 'The charger holds 0 certificates'],
    [
      'in',
      'GetCompositeSchedule',
      { status: 'Accepted', chargingSchedule: { chargingRateUnit: 'W', chargingSchedulePeriod: [{ limit: 7000 }] } },
      'The charger: 7.0 kW',
    ],
    ['in', 'GetCompositeSchedule', { status: 'Rejected' }, 'The charger: refused'],
    ['in', 'ClearChargingProfile', { status: 'Unknown' }, 'The charger: there is no such limit'],
    ['in', null, {}, 'An answer that belongs to no message'],
  ] as const)('%s %s %j', (direction, action, payload, expected) => {
    expect(result(direction, action, payload)).toBe(expected);
  });
});

describe('what goes wrong', () => {
  const told = (kind: 'error' | 'invalid', text: string): string =>
    describeFrame({ direction: 'in', kind, action: 'Reset', text }, english);

  it('an error names the action, the code and the description', () => {
    expect(told('error', '[4,"1","NotImplemented","no such thing",{}]')).toBe(
      'The charger did not carry out “Restart”: does not know this message (no such thing)',
    );
  });

  it('a text that is no message is said to be none', () => {
    expect(told('invalid', '[2,')).toBe('A text that is no OCPP message');
  });

  it.each(['', 'null', '[]', '[2]', '{"a":1}', '[2,"1","Authorize",null]', '[2,"1","Authorize",[1]]'])(
    'a call whose payload is unreadable still gets a sentence: %s',
    (text) => {
      expect(describeFrame({ direction: 'in', kind: 'call', action: 'Authorize', text }, english)).toBe(
        'May card  charge?',
      );
    },
  );
});

it('all 39 actions of OCPP 1.6 have a sentence of their own and a name, in every language', () => {
  expect(Object.keys(callsFromStation)).toHaveLength(14);
  expect(Object.keys(callsFromUs)).toHaveLength(26);
  expect(new Set([...Object.keys(callsFromStation), ...Object.keys(callsFromUs)]).size).toBe(39);
  for (const language of ['az', 'ru', 'en', 'tr'] as const) {
    const words = wordsOf(language);
    for (const action of [...Object.keys(callsFromStation), ...Object.keys(callsFromUs)]) {
      expect(words.te(`messages.action.${action}`), `${language} ${action}`).toBe(true);
    }
  }
});

it.each([
  ['az', 'Konnektor 1: ABC kartı ilə şarj başladı, sayğac 12,345 kVt·saat'],
  ['ru', 'Коннектор 1: началась зарядка картой ABC, счётчик 12,345 кВт·ч'],
  ['tr', 'Konnektör 1: ABC kartıyla şarj başladı, sayaç 12,345 kWh'],
] as const)('sentences speak %s, and begin with a capital of that language', (language, expected) => {
  const words = wordsOf(language);
  expect(call('in', 'StartTransaction', { connectorId: 1, idTag: 'ABC', meterStart: 12_345 }, words)).toBe(expected);
  expect(call('in', 'StatusNotification', { connectorId: 0, status: 'Available' }, words)).toMatch(
    /^(Stansiya|Станция|İstasyon): /,
  );
});
