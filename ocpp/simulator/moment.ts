import type { EpochMs } from '../model/time.ts';

/** The moment a text names; `otherwise` where there is none, or none that can be read. */
export function readMoment(text: string | undefined, otherwise: EpochMs): EpochMs {
  const at = text === undefined ? otherwise : Date.parse(text);
  return Number.isNaN(at) ? otherwise : at;
}
