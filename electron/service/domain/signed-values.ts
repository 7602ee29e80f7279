import { sampledTexts, type SignedValue } from '../../contract/signed-values.ts';
import type { OtherReading } from '../store/store.ts';
import { isoTime } from './iso-time.ts';

/** OCMF 1.4 §3: three sections, `OCMF|{…}|{…}`. */
const ocmf = /^\s*OCMF\|/;

/** What meters signed, among all that was read in a session. Some stations forget to say that it is signed. */
export function signedValuesOf(readings: readonly OtherReading[]): readonly SignedValue[] {
  return readings.flatMap(({ at, context, other }) =>
    sampledTexts
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
