import { createCollator, foldForSearch } from '../../../electron/contract/format/collation.ts';
import {
  formatDate,
  formatDateTime,
  formatIsoWithOffset,
  formatLocalDate,
  formatLongDate,
  formatMonth,
  formatTime,
  formatWeekdayDate,
  parseLocalDate,
  weekdayName,
} from '../../../electron/contract/format/dates.ts';
import { formatClockDuration, formatDuration, formatRelative } from '../../../electron/contract/format/durations.ts';
import { formatMoney } from '../../../electron/contract/format/money.ts';
import {
  formatBytes,
  formatCurrentA,
  formatEnergyKwh,
  formatEnergyWh,
  formatNumber,
  formatPercent,
  formatPowerKw,
  formatVoltageV,
} from '../../../electron/contract/format/numbers.ts';
import { datesOf, periodPresets, presetDates, presetPeriod } from '../../../electron/contract/format/periods.ts';
import { instantOf, isTimeZone, startOfDate, zonedParts } from '../../../electron/contract/format/zone.ts';
import type { Language } from '../../../electron/contract/views.ts';

/** One thing the formatting module must say, wherever it runs. */
export interface Vector {
  readonly name: string;
  readonly actual: string;
  readonly expected: string;
}

const languages = ['az', 'ru', 'en', 'tr'] as const satisfies readonly Language[];

/** The same call in each language, az, ru, en, tr; no-break spaces are written as `_` in what is expected. */
function inEach(name: string, call: (language: Language) => string, expected: readonly string[]): readonly Vector[] {
  return languages.map((language, index) => ({
    name: `${name} (${language})`,
    actual: call(language).replace(/\u00A0/g, '_'),
    expected: expected[index] ?? '',
  }));
}

function one(name: string, actual: string, expected: string): readonly Vector[] {
  return [{ name, actual: actual.replace(/\u00A0/g, '_'), expected }];
}

/** Written alike in all four languages. */
const same = (text: string): readonly string[] => languages.map(() => text);

const baku = 'Asia/Baku';
const july6 = Date.UTC(2026, 6, 6, 4, 30, 5);
const iso = (at: number): string => new Date(at).toISOString();

const numbers: readonly Vector[] = [
  ...inEach('thousands and decimals', (language) => formatNumber(1_234_567.8, { language, decimals: 2 }), [
    '1.234.567,80',
    '1_234_567,80',
    '1,234,567.80',
    '1.234.567,80',
  ]),
  ...inEach(
    'a number without grouping',
    (language) => formatNumber(1_234_567.5, { language, decimals: 1, grouping: false }),
    ['1234567,5', '1234567,5', '1234567.5', '1234567,5'],
  ),
  ...inEach('three digits stay together', (language) => formatNumber(999, { language }), ['999', '999', '999', '999']),
  ...inEach('what rounds to zero has no minus', (language) => formatNumber(-0.004, { language, decimals: 2 }), [
    '0,00',
    '0,00',
    '0.00',
    '0,00',
  ]),
  ...inEach('an unknown number', (language) => formatNumber(null, { language }), ['—', '—', '—', '—']),
  ...inEach('not a number', (language) => formatNumber(Number.NaN, { language }), ['—', '—', '—', '—']),
  ...inEach('energy', (language) => formatEnergyKwh(12_345, { language }), [
    '12,345_kVt·saat',
    '12,345_кВт·ч',
    '12.345_kWh',
    '12,345_kWh',
  ]),
  ...inEach(
    'much energy, two decimals, half up',
    (language) => formatEnergyKwh(1_234_567_885, { language, decimals: 2 }),
    ['1.234.567,89_kVt·saat', '1_234_567,89_кВт·ч', '1,234,567.89_kWh', '1.234.567,89_kWh'],
  ),
  ...inEach('five watt-hours', (language) => formatEnergyKwh(5, { language }), [
    '0,005_kVt·saat',
    '0,005_кВт·ч',
    '0.005_kWh',
    '0,005_kWh',
  ]),
  ...inEach('a register', (language) => formatEnergyWh(12_345, { language }), [
    '12.345_Vt·saat',
    '12_345_Вт·ч',
    '12,345_Wh',
    '12.345_Wh',
  ]),
  ...inEach('unknown energy', (language) => formatEnergyKwh(null, { language }), ['—', '—', '—', '—']),
  ...inEach('power', (language) => formatPowerKw(7_360, { language }), ['7,4_kVt', '7,4_кВт', '7.4_kW', '7,4_kW']),
  ...inEach('current', (language) => formatCurrentA(15_960, { language }), ['16,0_A', '16,0_А', '16.0_A', '16,0_A']),
  ...inEach('voltage', (language) => formatVoltageV(230_400, { language }), ['230_V', '230_В', '230_V', '230_V']),
  ...inEach('per cent', (language) => formatPercent(18, { language }), ['18%', '18_%', '18%', '%18']),
  ...inEach('negative per cent', (language) => formatPercent(-2.5, { language, decimals: 1 }), [
    '-2,5%',
    '-2,5_%',
    '-2.5%',
    '-%2,5',
  ]),
  ...inEach('a file size', (language) => formatBytes(12_998_344, { language }), [
    '12,4_MB',
    '12,4_МБ',
    '12.4_MB',
    '12,4_MB',
  ]),
  ...inEach('a few bytes', (language) => formatBytes(0, { language }), ['0_B', '0_Б', '0_B', '0_B']),
];

const money: readonly Vector[] = [
  ...inEach('manat', (language) => formatMoney(123_456_780, 'AZN', { language }), [
    '1.234.567,80_₼',
    '1_234_567,80_₼',
    'AZN_1,234,567.80',
    'AZN_1.234.567,80',
  ]),
  ...inEach('a refund', (language) => formatMoney(-550, 'AZN', { language }), [
    '-5,50_₼',
    '-5,50_₼',
    '-AZN_5.50',
    '-AZN_5,50',
  ]),
  ...inEach('five qəpik, by code', (language) => formatMoney(5, 'AZN', { language, form: 'code' }), [
    '0,05_AZN',
    '0,05_AZN',
    'AZN_0.05',
    'AZN_0,05',
  ]),
  ...inEach('a currency without minor unit', (language) => formatMoney(1500, 'JPY', { language }), [
    '1.500_JPY',
    '1_500_JPY',
    'JPY_1,500',
    'JPY_1.500',
  ]),
  ...inEach('unknown money', (language) => formatMoney(null, 'AZN', { language }), ['—', '—', '—', '—']),
];

const dates: readonly Vector[] = [
  ...inEach('a date', (language) => formatDate(july6, { language, timeZone: baku }), same('06.07.2026')),
  ...inEach('a time', (language) => formatTime(july6, { language, timeZone: baku }), same('08:30')),
  ...inEach(
    'a moment with seconds',
    (language) => formatDateTime('2026-07-06T04:30:05.000Z', { language, timeZone: baku, seconds: true }),
    same('06.07.2026 08:30:05'),
  ),
  ...inEach(
    'midnight is 00:00 of the new day',
    (language) => formatDateTime('2026-12-31T20:00:00Z', { language, timeZone: baku }),
    same('01.01.2027 00:00'),
  ),
  ...inEach('an unknown moment', (language) => formatDateTime(null, { language, timeZone: baku }), same('—')),
  ...inEach('nonsense', (language) => formatDateTime('yesterday', { language, timeZone: baku }), same('—')),
  ...inEach('a long date', (language) => formatLongDate(july6, { language, timeZone: baku }), [
    '6 iyul 2026',
    '6 июля 2026',
    '6 July 2026',
    '6 Temmuz 2026',
  ]),
  ...inEach('a weekday and date', (language) => formatWeekdayDate(july6, { language, timeZone: baku }), [
    'bazar ertəsi, 6 iyul',
    'понедельник, 6 июля',
    'Monday, 6 July',
    '6 Temmuz Pazartesi',
  ]),
  ...inEach('a month', (language) => formatMonth(july6, { language, timeZone: baku }), [
    'iyul 2026',
    'июль 2026',
    'July 2026',
    'Temmuz 2026',
  ]),
  ...inEach('the last weekday', (language) => weekdayName(7, language), ['bazar', 'воскресенье', 'Sunday', 'Pazar']),
  ...one('an offset of today', formatIsoWithOffset(july6, baku), '2026-07-06T08:30:05+04:00'),
  ...one(
    'an offset in the summer of 2015',
    formatIsoWithOffset(Date.UTC(2015, 6, 1), baku),
    '2015-07-01T05:00:00+05:00',
  ),
  ...one(
    'an offset in the summer of 2016',
    formatIsoWithOffset(Date.UTC(2016, 6, 1), baku),
    '2016-07-01T04:00:00+04:00',
  ),
  ...one('an offset west of Greenwich', formatIsoWithOffset(0, 'America/St_Johns'), '1969-12-31T20:30:00-03:30'),
  ...['6.7.2026', '06.07.2026', ' 06/07/2026 ', '2026-07-06'].flatMap((text) =>
    one(`reads ${text}`, shownDate(text), '06.07.2026'),
  ),
  ...['', '31.02.2026', '2026', '06.07.26', '6.13.2026', '00.01.2026', 'x06.07.2026'].flatMap((text) =>
    one(`refuses "${text}"`, shownDate(text), 'refused'),
  ),
];

function shownDate(text: string): string {
  const date = parseLocalDate(text);
  return date === null ? 'refused' : formatLocalDate(date);
}

const durations: readonly Vector[] = [
  ...inEach('seconds', (language) => formatDuration(45_900, { language }), ['45_san', '45_с', '45_s', '45_sn']),
  ...inEach('hours and minutes', (language) => formatDuration(5_107_000, { language }), [
    '1_saat 25_dəq',
    '1_ч 25_мин',
    '1_h 25_min',
    '1_sa 25_dk',
  ]),
  ...inEach('days and hours', (language) => formatDuration(183_600_000, { language }), [
    '2_gün 3_saat',
    '2_дн. 3_ч',
    '2_d 3_h',
    '2_gün 3_sa',
  ]),
  ...inEach('whole hours', (language) => formatDuration(7_200_000, { language }), ['2_saat', '2_ч', '2_h', '2_sa']),
  ...inEach('an unknown duration', (language) => formatDuration(null, { language }), ['—', '—', '—', '—']),
  ...inEach('a moment ago', (language) => formatRelative(july6 - 20_000, july6, { language }), [
    'indicə',
    'только что',
    'just now',
    'az önce',
  ]),
  ...inEach('five minutes ago', (language) => formatRelative(july6 - 300_000, july6, { language }), [
    '5_dəq əvvəl',
    '5_мин назад',
    '5_min ago',
    '5_dk önce',
  ]),
  ...inEach('in two days', (language) => formatRelative(july6 + 172_800_000, july6, { language }), [
    '2_gün sonra',
    'через 2_дн.',
    'in 2_d',
    '2_gün sonra',
  ]),
  ...one('a duration for a spreadsheet', formatClockDuration(90_307_999), '25:05:07'),
];

const sorted = (language: Language, names: readonly string[]): string =>
  [...names].sort(createCollator(language)).join(' ');

const order: readonly Vector[] = [
  ...one(
    'the Azerbaijani alphabet',
    sorted('az', 'z y v ü u t ş s r p ö o n m l k q j i ı x h ğ g f ə e d ç c b a'.split(' ')),
    'a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z',
  ),
  ...one(
    'Azerbaijani names',
    sorted('az', ['Zaur', 'Əli', 'Xalid', 'Eldar', 'İlqar', 'Iğdır', 'Çingiz', 'Cavid', 'Qara', 'Kamal', 'əbil']),
    'Cavid Çingiz Eldar əbil Əli Xalid Iğdır İlqar Kamal Qara Zaur',
  ),
  ...one(
    'numbers in names, signs first, other scripts last',
    sorted('az', ['Яна', 'DC 10', 'DC 2', 'AC 1', '7', '#1', 'ac 1']),
    '#1 7 ac 1 AC 1 DC 2 DC 10 Яна',
  ),
  ...one('a shorter name first', sorted('az', ['Bakı 2', 'Bakı']), 'Bakı Bakı 2'),
  ...one('Russian names', sorted('ru', ['Яна', 'ёлка', 'Ель', 'Жук', 'еда']), 'еда ёлка Ель Жук Яна'),
  ...one('Turkish names', sorted('tr', ['Zil', 'Çam', 'Cam', 'İz', 'Iz', 'Dal']), 'Cam Çam Dal Iz İz Zil'),
  ...one('English names', sorted('en', ['b 10', 'B 2', 'a']), 'a B 2 b 10'),
  ...one(
    'folding',
    ['İSTİQLAL', 'ISTIQLAL', 'ıstıqlal', 'i̇stiqlal'].map(foldForSearch).join(' '),
    'istiqlal istiqlal istiqlal istiqlal',
  ),
  ...one('folding keeps other letters apart', foldForSearch('ƏLİ Şükür ЁЖ'), 'əli şükür ёж'),
];

const midnight = (year: number, month: number, day: number, timeZone = baku): string =>
  iso(startOfDate({ year, month, day }, timeZone));

const zones: readonly Vector[] = [
  ...one('a winter midnight in Baku', midnight(2026, 1, 1), '2025-12-31T20:00:00.000Z'),
  ...one('a summer midnight in Baku before 2016', midnight(2015, 7, 1), '2015-06-30T19:00:00.000Z'),
  ...one('the day Baku clocks went forward', midnight(2015, 3, 29), '2015-03-28T20:00:00.000Z'),
  ...one('the day after', midnight(2015, 3, 30), '2015-03-29T19:00:00.000Z'),
  ...one('a day whose midnight does not exist', midnight(2018, 11, 4, 'America/Sao_Paulo'), '2018-11-04T03:00:00.000Z'),
  ...one(
    'the first of two equal times',
    iso(instantOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 }, 'Europe/Berlin')),
    '2026-10-25T00:30:00.000Z',
  ),
  ...one(
    'a time the clocks skip',
    iso(instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 }, 'Europe/Berlin')),
    '2026-03-29T01:30:00.000Z',
  ),
  ...one('the weekday of a moment', String(zonedParts(Date.UTC(2026, 6, 5, 20), baku).weekday), '1'),
  ...one('milliseconds before 1970', String(zonedParts(-1, baku).millisecond), '999'),
  ...one('names of zones', [baku, 'Asia/Bakou', ''].map((name) => String(isTimeZone(name))).join(), 'true,false,false'),
];

const may31 = Date.UTC(2026, 4, 31, 19, 59, 59);
const expectedPeriods: Readonly<Record<(typeof periodPresets)[number], string>> = {
  today: '31.05.2026–31.05.2026',
  yesterday: '30.05.2026–30.05.2026',
  thisWeek: '25.05.2026–31.05.2026',
  lastWeek: '18.05.2026–24.05.2026',
  thisMonth: '01.05.2026–31.05.2026',
  lastMonth: '01.04.2026–30.04.2026',
  thisQuarter: '01.04.2026–30.06.2026',
  lastQuarter: '01.01.2026–31.03.2026',
  thisYear: '01.01.2026–31.12.2026',
  lastYear: '01.01.2025–31.12.2025',
};

const shownRange = ({ first, last }: ReturnType<typeof presetDates>): string =>
  `${formatLocalDate(first)}–${formatLocalDate(last)}`;

const periods: readonly Vector[] = [
  ...periodPresets.flatMap((preset) =>
    one(preset, shownRange(presetDates(preset, may31, baku)), expectedPeriods[preset]),
  ),
  ...periodPresets.flatMap((preset) =>
    one(
      `${preset}, there and back`,
      shownRange(datesOf(presetPeriod(preset, may31, baku), baku)),
      expectedPeriods[preset],
    ),
  ),
  ...one(
    'last month in January',
    shownRange(presetDates('lastMonth', Date.UTC(2026, 0, 15), baku)),
    '01.12.2025–31.12.2025',
  ),
  ...one(
    'last quarter in January',
    shownRange(presetDates('lastQuarter', Date.UTC(2026, 0, 15), baku)),
    '01.10.2025–31.12.2025',
  ),
  ...one(
    'this month as moments',
    Object.values(presetPeriod('thisMonth', may31, baku))
      .map(iso)
      .join(' '),
    '2026-04-30T20:00:00.000Z 2026-05-31T20:00:00.000Z',
  ),
  ...one('a second later it is June', shownRange(presetDates('today', may31 + 1000, baku)), '01.06.2026–01.06.2026'),
];

/** Everything the module must say, in every engine alike. */
export const vectors: readonly Vector[] = [
  ...numbers,
  ...money,
  ...dates,
  ...durations,
  ...order,
  ...zones,
  ...periods,
];
