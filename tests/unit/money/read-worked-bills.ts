import { readFileSync } from 'node:fs';
import { minorDigits } from '../../../electron/contract/format/money.ts';
import { instantOf } from '../../../electron/contract/format/zone.ts';
import type { PriceElement, PriceTimes } from '../../../electron/contract/tariffs.ts';
import type { BillInput } from '../../../electron/service/domain/money/bill-session.ts';
import { price, tariff, times } from './test-tariff.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface WorkedLine {
  /** Kind and label, as `energy night`. */
  readonly line: string;
  readonly quantity: number;
  readonly priceE4: number | null;
  readonly grossMinor: number;
  readonly vatMinor: number;
  readonly netMinor: number;
}

export interface WorkedBill {
  readonly title: string;
  readonly input: BillInput;
  readonly lines: readonly WorkedLine[];
  readonly total: Pick<WorkedLine, 'grossMinor' | 'vatMinor' | 'netMinor'>;
}

/** Every bill of `worked-bills.md`. */
export function workedBills(): readonly WorkedBill[] {
  const text = readFileSync(new URL('worked-bills.md', import.meta.url), 'utf8');
  return text.split(/^## /m).slice(1).map(readBill);
}

function readBill(section: string): WorkedBill {
  const facts = [...section.matchAll(/^- (.+)$/gm)].map((match) => match[1] ?? '');
  const input = readInput(facts);
  const minor = (text: string): number => scaled(text, minorDigits(input.currency));
  const rows = [...section.matchAll(/^\|(.+)\|$/gm)]
    .slice(2)
    .map((match) => (match[1] ?? '').split('|').map((cell) => cell.trim()));
  const lines = rows.map(([line = '', quantity = '', unitPrice = '', , gross = '', vat = '', net = '']) => ({
    line,
    quantity: readQuantity(quantity),
    priceE4: unitPrice === '' ? null : scaled(unitPrice, 4),
    grossMinor: minor(gross),
    vatMinor: minor(vat),
    netMinor: minor(net),
  }));
  const total = lines.at(-1);
  if (total?.line !== '**total**') throw new Error(`no total: ${section}`);
  return { title: section.split('\n')[0] ?? '', input, lines: lines.slice(0, -1), total };
}

function readInput(facts: readonly string[]): BillInput {
  const told = (name: string): string | null =>
    facts.find((fact) => fact.startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
  const currency = told('currency') ?? 'AZN';
  const minor = (text: string | null | undefined): number | null => (text ? scaled(text, minorDigits(currency)) : null);
  const [from = '', to = '', timeZone = 'Asia/Baku'] = parts(told('session'), /^(\S+ \S+) to (\S+ \S+)(?: (\S+))?$/);
  const startedAt = moment(from, timeZone);
  const [grace = '0', cap] = parts(told('idle') ?? '0 min free', /^(\d+) min free(?:, at most (.+))?$/);
  const use = told('use');
  return {
    currency,
    timeZone,
    vatRateBp: scaledOrNull(parts(told('VAT') ?? '', /^(?:(\S+) %)?$/)[0], 2),
    startedAt,
    stoppedAt: moment(to, timeZone),
    energyWh: scaled(parts(told('energy'), /^(\S+) kWh$/)[0] ?? '', 3),
    registers: (told('meter')?.split('; ') ?? []).map((reading) => {
      const [minutes = '', kwh = ''] = parts(reading, /^(\d+) min (\S+)$/);
      return { at: startedAt + Number(minutes) * 60_000, energyWh: scaled(kwh, 3) };
    }),
    tariff: tariff({
      use: use === 'free' || use === 'house' ? use : 'sale',
      startFeeE4: scaledOrNull(told('start'), 4) ?? 0,
      elements: facts.filter((fact) => fact.startsWith('price')).map(readPrice),
      idleGraceMinutes: Number(grace),
      idleCapMinor: minor(cap),
      minimumMinor: minor(told('minimum')),
      maximumMinor: minor(told('maximum')),
    }),
  };
}

/** `price "night" Fri 22:00-06:00: 0.20 per kWh, 0.01 per minute, idle 0.10 per minute`. */
function readPrice(fact: string): PriceElement {
  const [label = '', when = '', prices = ''] = parts(fact, /^price(?: "(.+?)")?(?: (.+?))?: (.+)$/);
  const found = (pattern: RegExp): number => scaledOrNull(pattern.exec(prices)?.[1], 4) ?? 0;
  return price({
    label,
    when: readTimes(when),
    energyPerKwhE4: found(/([\d.]+) per kWh/),
    chargingPerMinuteE4: found(/(?:^|, )([\d.]+) per minute/),
    idlePerMinuteE4: found(/idle ([\d.]+) per minute/),
  });
}

function readTimes(text: string): PriceTimes {
  const clock = /(\d\d):(\d\d)-(\d\d):(\d\d)/.exec(text)?.slice(1).map(Number);
  const season = /season (\S+) to (\S+)/.exec(text);
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = clock ?? [];
  return times({
    weekdays: weekdays.flatMap((day, index) => (text.includes(day) ? [index + 1] : [])),
    fromMinute: clock ? fromHour * 60 + fromMinute : null,
    toMinute: clock ? toHour * 60 + toMinute : null,
    season: season ? { firstDay: season[1] ?? '', lastDay: season[2] ?? '' } : null,
    firstDate: /from (\d{4}-\d\d-\d\d)/.exec(text)?.[1] ?? null,
  });
}

function parts(text: string | null, pattern: RegExp): readonly (string | undefined)[] {
  const match = text === null ? null : pattern.exec(text);
  if (match === null) throw new Error(`cannot be read: ${text ?? 'nothing'}`);
  return match.slice(1);
}

function moment(text: string, timeZone: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number);
  return instantOf({ year, month, day, hour, minute, second }, timeZone);
}

function readQuantity(text: string): number {
  const minutes = /^(\d+) min (\d+) s$/.exec(text);
  if (minutes) return Number(minutes[1]) * 60 + Number(minutes[2]);
  return text === '' ? 1 : scaled(text.replace(' kWh', ''), 3);
}

function scaledOrNull(text: string | null | undefined, digits: number): number | null {
  return text === null || text === undefined ? null : scaled(text, digits);
}

/** `-18.50` with two digits is -1850. */
function scaled(text: string, digits: number): number {
  const [sign = '', whole = '', fraction = ''] = parts(text, /^(-?)(\d+)(?:\.(\d+))?$/);
  if (fraction.length > digits) throw new Error(`too many digits: ${text}`);
  return Number(`${sign}${whole}${fraction.padEnd(digits, '0')}`) + 0;
}
