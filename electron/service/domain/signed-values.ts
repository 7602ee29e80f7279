import { z } from 'zod';
import type { SignedValue } from '../../contract/signed-values.ts';
import type { OtherReading } from '../store/store.ts';
import { isoTime } from './iso-time.ts';

const samples = z.array(z.object({ text: z.string(), format: z.string().optional() }));
/** OCMF 1.4 §3: three sections, `OCMF|{…}|{…}`. */
const ocmf = /^\s*OCMF\|/;

/** What meters signed, among all that was read in a session. Some stations forget to say that it is signed. */
export function signedValuesOf(readings: readonly OtherReading[]): readonly SignedValue[] {
  return readings.flatMap(({ at, context, other }) =>
    samples
      .parse(JSON.parse(other))
      .filter(({ text, format }) => format === 'SignedData' || ocmf.test(text))
      .map(({ text }): SignedValue => ({
        at: isoTime(at),
        context,
        text,
        kind: ocmf.test(text) ? 'OCMF' : 'other',
      })),
  );
}
