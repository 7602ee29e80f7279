import type { BillLine } from '../../../contract/bill.ts';
import type { CdrRecord, LedgerLink } from '../../store/book-records.ts';
import { linesOf } from '../money/stored-lines.ts';

/** A charge detail record before it is numbered. */
export type NewCdr = Omit<CdrRecord, 'cdrId' | keyof LedgerLink>;

/** What tells two bills of a session apart. When and why they were written does not. */
const billed = [
  'stationId',
  'evseId',
  'idToken',
  'customerId',
  'billing',
  'tariffVersionId',
  'startedAt',
  'stoppedAt',
  'chargingSeconds',
  'idleSeconds',
  'meterStartWh',
  'meterStopWh',
  'energyWh',
  'energySource',
  'currency',
  'grossMinor',
  'vatRateBp',
  'vatMinor',
  'netMinor',
  'lines',
] as const satisfies readonly (keyof NewCdr)[];

/** Whether the books say so already. */
export function isSameCharge(one: NewCdr, other: NewCdr): boolean {
  return billed.every((field) => one[field] === other[field]);
}

/** The charge no credit has taken back; null where there is none. */
export function standingCharge(cdrs: readonly CdrRecord[]): CdrRecord | null {
  const reversed = new Set(cdrs.map(({ reverses }) => reverses));
  return cdrs.find(({ kind, cdrId }) => kind === 'charge' && !reversed.has(cdrId)) ?? null;
}

type Reversed = 'chargingSeconds' | 'idleSeconds' | ReversedAmount;
type ReversedAmount = Extract<keyof NewCdr, `${string}Minor`> | 'energyWh';

/** The figures that take a charge back: all that is added up, negated. Registers and times of the session stay. */
export function reversedFigures(charge: NewCdr): Pick<NewCdr, Reversed | 'lines'> {
  return {
    chargingSeconds: 0 - charge.chargingSeconds,
    idleSeconds: 0 - charge.idleSeconds,
    energyWh: negated(charge.energyWh),
    startMinor: negated(charge.startMinor),
    energyMinor: negated(charge.energyMinor),
    timeMinor: negated(charge.timeMinor),
    idleMinor: negated(charge.idleMinor),
    adjustmentMinor: negated(charge.adjustmentMinor),
    grossMinor: negated(charge.grossMinor),
    vatMinor: negated(charge.vatMinor),
    netMinor: negated(charge.netMinor),
    lines: JSON.stringify(linesOf(charge.lines).map(negatedLine)),
  };
}

/** Not `-amount`: that makes of 0 a zero below zero. */
function negated(amount: number | null): number | null {
  return amount === null ? null : 0 - amount;
}

function negatedLine(line: BillLine): BillLine {
  return {
    ...line,
    quantity: 0 - line.quantity,
    spans: line.spans.map((span) => ({ ...span, quantity: 0 - span.quantity })),
    grossMinor: 0 - line.grossMinor,
    vatMinor: 0 - line.vatMinor,
    netMinor: 0 - line.netMinor,
  };
}
