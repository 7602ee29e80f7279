import { type BillLine, billLines } from '../../../contract/bill.ts';

/** The lines a charge detail record was written with. Throws for text that is none. */
export function linesOf(json: string): readonly BillLine[] {
  return billLines.parse(JSON.parse(json));
}
