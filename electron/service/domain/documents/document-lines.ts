import { assertNever } from '../../../../ocpp/model/assert-never.ts';
import type { BillLineKind } from '../../../contract/bill.ts';
import type { DocumentLine } from '../../../contract/document-content.ts';
import type { CdrRecord } from '../../store/book-records.ts';
import { linesOf } from '../money/stored-lines.ts';

const order: readonly DocumentLine['service'][] = ['energy', 'start', 'time', 'idle', 'adjustment', 'accountTopUp'];

/** The lines of bills summed up by service, price and rate of VAT: nothing is rounded again. Those that cancel out are left out. */
export function documentLines(cdrs: readonly CdrRecord[]): readonly DocumentLine[] {
  const sums = new Map<string, DocumentLine>();
  for (const { vatRateBp, lines } of cdrs) {
    for (const { kind, label, quantity, priceE4, grossMinor, vatMinor, netMinor } of linesOf(lines)) {
      const line = { service: serviceOf(kind), label, quantity, priceE4, vatRateBp, grossMinor, vatMinor, netMinor };
      const key = JSON.stringify([line.service, label, priceE4, vatRateBp]);
      const sum = sums.get(key);
      sums.set(key, sum === undefined ? line : added(sum, line));
    }
  }
  return [...sums.values()]
    .filter(({ quantity, grossMinor }) => quantity !== 0 || grossMinor !== 0)
    .sort((one, other) => order.indexOf(one.service) - order.indexOf(other.service));
}

function added(sum: DocumentLine, line: DocumentLine): DocumentLine {
  return {
    ...sum,
    quantity: sum.quantity + line.quantity,
    grossMinor: sum.grossMinor + line.grossMinor,
    vatMinor: sum.vatMinor + line.vatMinor,
    netMinor: sum.netMinor + line.netMinor,
  };
}

function serviceOf(kind: BillLineKind): DocumentLine['service'] {
  switch (kind) {
    case 'start':
    case 'energy':
    case 'time':
    case 'idle':
      return kind;
    case 'idleCap':
    case 'minimum':
    case 'maximum':
      return 'adjustment';
    default:
      return assertNever(kind);
  }
}

export interface LineSums {
  readonly grossMinor: number;
  readonly vatMinor: number;
  readonly netMinor: number;
}

export function sumOf(lines: readonly LineSums[]): LineSums {
  return {
    grossMinor: lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
    vatMinor: lines.reduce((sum, { vatMinor }) => sum + vatMinor, 0),
    netMinor: lines.reduce((sum, { netMinor }) => sum + netMinor, 0),
  };
}
