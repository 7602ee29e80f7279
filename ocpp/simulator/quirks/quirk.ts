import type { Stage } from './stage.ts';

/** A way in which real chargers depart from the specification, by its row in the catalogue of field quirks. */
export interface Quirk {
  readonly number: number;
  /** What the charger does, for the command line. */
  readonly title: string;
  /** Does it. Resolves once the central system has answered, or has had its time to. */
  play(stage: Stage): Promise<void>;
}
