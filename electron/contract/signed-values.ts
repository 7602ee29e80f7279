import { z } from 'zod';
import { rowId } from './fields.ts';
import type { ExportedFile, IsoTime } from './views.ts';

/** A value a meter signed, so that nobody can change it unnoticed; byte for byte as the station sent it. */
export interface SignedValue {
  /** When it was measured, corrected. */
  readonly at: IsoTime;
  /** Why it was read, in the station's own word: `Transaction.Begin`, `Transaction.End`… */
  readonly context: string;
  readonly text: string;
  /** `OCMF`: Open Charge Metering Format; any other is a maker's own. */
  readonly kind: 'OCMF' | 'other';
}

/** What is kept of a moment beside its figures, as far as it may be signed. */
export const sampledTexts = z.array(z.object({ text: z.string(), format: z.string().optional() }));

export const signedValueInputs = {
  /** In order of time. */
  'sessions.signedValues': z.strictObject({ sessionId: rowId }),
  /**
   * `text`: the values as sent, one after the other, `.ocmf`; `xml`: in the container that the transparency software of S.A.F.E. e.V. opens. Throws
   * `notFound` where there are none.
   */
  'sessions.exportSignedValues': z.strictObject({ sessionId: rowId, format: z.enum(['text', 'xml']) }),
} as const;

export interface SignedValueResults {
  'sessions.signedValues': readonly SignedValue[];
  'sessions.exportSignedValues': ExportedFile;
}
