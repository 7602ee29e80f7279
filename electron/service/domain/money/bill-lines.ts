import type { BillLine, BillLineKind } from '../../../contract/bill.ts';
import type { PriceElement } from '../../../contract/tariffs.ts';
import type { EpochMs } from '../../../../ocpp/model/time.ts';
import { isoTime } from '../iso-time.ts';
import { amountMinor } from './exact.ts';
import { vatInside } from './vat.ts';

/** A quantity that arose in a stretch of time under one of the tariff's prices. */
export interface Portion {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Index of the price. */
  readonly element: number;
  readonly quantity: number;
}

interface Pricing {
  readonly kind: Extract<BillLineKind, 'energy' | 'time' | 'idle'>;
  readonly price: (element: PriceElement) => number;
  /** How much of the quantity the price is for. */
  readonly per: number;
}

const whPerKwh = 1000;
const secondsPerMinute = 60;

export const energyPricing: Pricing = { kind: 'energy', price: (element) => element.energyPerKwhE4, per: whPerKwh };
export const timePricing: Pricing = {
  kind: 'time',
  price: (element) => element.chargingPerMinuteE4,
  per: secondsPerMinute,
};
export const idlePricing: Pricing = {
  kind: 'idle',
  price: (element) => element.idlePerMinuteE4,
  per: secondsPerMinute,
};

export interface Money {
  readonly currency: string;
  readonly vatRateBp: number | null;
}

/**
 * One line for each price with a quantity. A tariff that never has a price of this kind has no such lines; one that has accounts for all of the
 * quantity, also where it costs nothing.
 */
export function pricedLines(
  elements: readonly PriceElement[],
  portions: readonly Portion[],
  { kind, price, per }: Pricing,
  money: Money,
): readonly BillLine[] {
  if (elements.every((element) => price(element) === 0)) return [];
  return elements.flatMap((element, index) => {
    const mine = portions.filter((portion) => portion.element === index && portion.quantity > 0);
    if (mine.length === 0) return [];
    const quantity = mine.reduce((sum, portion) => sum + portion.quantity, 0);
    const line = { kind, label: element.label, quantity, priceE4: price(element), spans: mine.map(spanOf) };
    return [withAmount(line, amountMinor(quantity, price(element), per, money.currency), money)];
  });
}

/** What is owed once. */
export function startLine(priceE4: number, money: Money): BillLine {
  const line = { kind: 'start', label: '', quantity: 1, priceE4, spans: [] } as const;
  return withAmount(line, amountMinor(1, priceE4, 1, money.currency), money);
}

/** What brings the sum of `lines` to `sumMinor`. It never takes back more VAT than these lines have, nor leaves more than the sum. */
export function completingLine(
  kind: Extract<BillLineKind, 'idleCap' | 'minimum' | 'maximum'>,
  sumMinor: number,
  lines: readonly BillLine[],
  money: Money,
): BillLine {
  const sums = sumsOf(lines);
  const line = withAmount(
    { kind, label: '', quantity: 1, priceE4: null, spans: [] },
    sumMinor - sums.grossMinor,
    money,
  );
  const vatMinor = Math.min(Math.max(line.vatMinor, -sums.vatMinor), sumMinor - sums.vatMinor);
  return { ...line, vatMinor, netMinor: line.grossMinor - vatMinor };
}

export function sumsOf(lines: readonly BillLine[]): Pick<BillLine, 'grossMinor' | 'vatMinor' | 'netMinor'> {
  const sum = (amount: (line: BillLine) => number): number => lines.reduce((total, line) => total + amount(line), 0);
  return {
    grossMinor: sum((line) => line.grossMinor),
    vatMinor: sum((line) => line.vatMinor),
    netMinor: sum((line) => line.netMinor),
  };
}

function withAmount(
  line: Omit<BillLine, 'grossMinor' | 'vatMinor' | 'netMinor'>,
  grossMinor: number,
  { vatRateBp }: Money,
): BillLine {
  const vatMinor = vatRateBp === null ? 0 : vatInside(grossMinor, vatRateBp);
  return { ...line, grossMinor, vatMinor, netMinor: grossMinor - vatMinor };
}

function spanOf({ from, to, quantity }: Portion): BillLine['spans'][number] {
  return { from: isoTime(from), to: isoTime(to), quantity };
}
