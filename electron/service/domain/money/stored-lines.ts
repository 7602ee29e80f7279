import { z } from 'zod';
import type { BillLine } from '../../../contract/bill.ts';

const storedLine = z.object({
  kind: z.enum(['start', 'energy', 'time', 'idle', 'idleCap', 'minimum', 'maximum']),
  label: z.string(),
  quantity: z.number(),
  priceE4: z.number().nullable(),
  spans: z.array(z.object({ from: z.string(), to: z.string(), quantity: z.number() })),
  grossMinor: z.number(),
  vatMinor: z.number(),
  netMinor: z.number(),
});

/** The lines a charge detail record was written with. Throws for text that is none. */
export function linesOf(json: string): readonly BillLine[] {
  return z.array(storedLine).parse(JSON.parse(json));
}
