import { recite, type Script } from './script.ts';
import type { Stage } from './stage.ts';
import type { SimulatedStationOptions } from '../station-options.ts';

/** A way in which real chargers depart from the specification, by its row in the catalogue of field quirks. */
export interface Quirk {
  readonly number: number;
  /** What the charger does, for the command line. */
  readonly title: string;
  /** Identities of the stations that take part beside the one of the quirk. */
  readonly neighbours?: (stationId: string) => readonly string[];
  /** Does it. Resolves once the central system has answered, or has had its time to. */
  play(stage: Stage): Promise<void>;
}

/** A station that reports in as usual, then says a script. */
export const scripted = (number: number, title: string, script: Script): Quirk => ({
  number,
  title,
  play: async (stage) => {
    await recite(stage, await stage.bootedStation(), script);
  },
});

/** A station that reports in, charges a car, and takes commands in its own way. */
export const behaving = (
  number: number,
  title: string,
  behaviour: NonNullable<SimulatedStationOptions['behaviour']>,
  options: Partial<SimulatedStationOptions> = {},
): Quirk => ({
  number,
  title,
  play: async (stage) => {
    const station = await stage.bootedStation({ behaviour, ...options });
    await station.plugIn(1);
    await station.startTransaction(1, stage.idTag);
  },
});
