import type { Bill, BillLine } from '../../../contract/bill.ts';
import type { TariffBody } from '../../../contract/tariffs.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import {
  completingLine,
  energyPricing,
  idlePricing,
  type Portion,
  pricedLines,
  startLine,
  sumsOf,
  timePricing,
} from './bill-lines.ts';
import { type CurveInput, type EnergyCurve, energyCurve, energyUntil, type RegisterReading } from './energy-curve.ts';
import { idleSince } from './idle.ts';
import { type PriceStretch, priceStretches } from './price-stretches.ts';

const minuteMs = 60_000;
/** What no session delivers: beyond it sums of money would no longer be exact. */
const mostEnergyWh = 100_000_000_000;
/** The years 1970 to 9999: what a clock may show. */
const latestMs = Date.UTC(9999, 11, 31);

export interface BillInput {
  /** The version frozen at the session's start. */
  readonly tariff: TariffBody;
  /** ISO 4217. */
  readonly currency: string;
  /** Of the site: its clock decides which price holds. */
  readonly timeZone: string;
  /** In hundredths of a percent; null where no VAT is charged. */
  readonly vatRateBp: number | null;
  readonly startedAt: EpochMs;
  /** Of a session that runs: now. Before the start it counts as the start. */
  readonly stoppedAt: EpochMs;
  readonly energyWh: number;
  /** Registers of the session with those of its start and stop, where known; in any order. Other units and falling ones do no harm. */
  readonly registers: readonly RegisterReading[];
}

/** What a session costs. Depends on nothing but its input, never throws, and rounds once per line. */
export function billSession(input: BillInput): Bill {
  const session = plausible(input);
  const curve = energyCurve(session);
  const stayedFrom = idleSince(curve);
  const secondsUntil = (at: EpochMs): number => Math.floor((at - session.startedAt) / 1000);
  const chargingSeconds = secondsUntil(stayedFrom);
  const lines = input.tariff.use === 'sale' ? linesOf(input, curve, stayedFrom) : [];
  return {
    currency: input.currency,
    lines,
    vatRateBp: input.vatRateBp,
    ...sumsOf(lines),
    chargingSeconds,
    idleSeconds: secondsUntil(session.stoppedAt) - chargingSeconds,
  };
}

function linesOf(input: BillInput, curve: EnergyCurve, stayedFrom: EpochMs): readonly BillLine[] {
  const { tariff, timeZone } = input;
  const { elements } = tariff;
  const { startedAt, stoppedAt, energyWh } = curve;
  const stretches = priceStretches(elements, startedAt, stoppedAt, timeZone);
  const secondsUntil = (at: EpochMs): number => Math.floor((at - startedAt) / 1000);
  const chargedFrom = Math.min(stayedFrom + tariff.idleGraceMinutes * minuteMs, stoppedAt);
  const energy = portions(stretches, (at) => energyUntil(curve, at), startedAt, stoppedAt);
  const time = portions(stretches, secondsUntil, startedAt, stayedFrom);
  const idle = portions(stretches, secondsUntil, chargedFrom, stoppedAt);
  const lines = [
    // A session that delivered nothing owes nothing for having begun.
    ...(tariff.startFeeE4 > 0 && energyWh > 0 ? [startLine(tariff.startFeeE4, input)] : []),
    ...pricedLines(elements, energy, energyPricing, input),
    ...pricedLines(elements, time, timePricing, input),
    ...capped(pricedLines(elements, idle, idlePricing, input), input),
  ];
  return withinLimits(lines, energyWh > 0, input);
}

function capped(idle: readonly BillLine[], input: BillInput): readonly BillLine[] {
  const { idleCapMinor } = input.tariff;
  if (idleCapMinor === null || sumsOf(idle).grossMinor <= idleCapMinor) return idle;
  return [...idle, completingLine('idleCap', idleCapMinor, idle, input)];
}

function withinLimits(lines: readonly BillLine[], delivered: boolean, input: BillInput): readonly BillLine[] {
  const { minimumMinor, maximumMinor } = input.tariff;
  const { grossMinor } = sumsOf(lines);
  if (maximumMinor !== null && grossMinor > maximumMinor)
    return [...lines, completingLine('maximum', maximumMinor, lines, input)];
  if (minimumMinor !== null && grossMinor < minimumMinor && delivered)
    return [...lines, completingLine('minimum', minimumMinor, lines, input)];
  return lines;
}

/**
 * How much of a growing quantity falls into each stretch, as far as it lies in [from, to): differences of whole numbers, so that the parts always
 * add up. What grows in no time at all, as the energy of a session whose clock was wrong, falls into the first stretch.
 */
function portions(
  stretches: readonly PriceStretch[],
  until: (at: EpochMs) => number,
  from: EpochMs,
  to: EpochMs,
): readonly Portion[] {
  const [first] = stretches;
  if (first !== undefined && first.from === first.to) return [{ ...first, quantity: until(first.to) }];
  return stretches
    .map((stretch) => ({ ...stretch, from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.from < stretch.to)
    .map((stretch) => ({ ...stretch, quantity: until(stretch.to) - until(stretch.from) }));
}

function plausible({ startedAt, stoppedAt, energyWh, registers }: BillInput): CurveInput {
  const begin = whole(startedAt, 0, latestMs);
  return {
    startedAt: begin,
    stoppedAt: whole(stoppedAt, begin, latestMs),
    energyWh: whole(energyWh, 0, mostEnergyWh),
    registers,
  };
}

/** What is no number counts as the least. */
function whole(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.min(Math.max(Math.round(value), least), most);
}
