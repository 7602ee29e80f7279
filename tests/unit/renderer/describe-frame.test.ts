import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { formatTime } from '../../../electron/contract/format/dates.ts';
import {
  formatEnergyKwh,
  formatNumber,
  formatPercent,
  formatPowerKw,
} from '../../../electron/contract/format/numbers.ts';
import type { Language } from '../../../electron/contract/views.ts';
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
      'The charger did not carry out Reset: NotImplemented – no such thing',
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
