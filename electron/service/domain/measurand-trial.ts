import type { StationLink } from '../../../ocpp/central-system.ts';
import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { ConfigurationResults } from '../../contract/configuration.ts';
import type { Commands } from './commands.ts';
import { isSameValue } from './command-effects.ts';
import { toldValue } from './told-value.ts';

export interface TrialDeps {
  readonly link: StationLink;
  readonly commands: Pick<Commands, 'run'>;
  readonly stationId: string;
  readonly key: string;
}

type Trial = ConfigurationResults['configuration.tryMeasurands'];

/**
 * Finds the measurands a station takes: all of them at once, and where it refuses the list or keeps another, one after the other (quirk 75). Those
 * it took are then set together; a station that takes none gets back what it had.
 */
export async function tryMeasurands(deps: TrialDeps, measurands: readonly string[]): Promise<Trial> {
  const before = await valueOf(deps);
  const whole = await set(deps, measurands);
  if (isGone(whole)) return { taken: [], refused: [], outcome: whole };
  if (await isTaken(deps, measurands, whole)) return { taken: measurands, refused: [], outcome: whole };
  const taken: string[] = [];
  const refused: string[] = [];
  for (const measurand of measurands) {
    const outcome = await set(deps, [measurand]);
    if (isGone(outcome)) {
      if (before !== null) await set(deps, before.split(','));
      return { taken, refused, outcome };
    }
    ((await isTaken(deps, [measurand], outcome)) ? taken : refused).push(measurand);
  }
  const last = taken.length > 0 ? taken : before?.split(',');
  return { taken, refused, outcome: last === undefined ? whole : await set(deps, last) };
}

async function set({ commands, stationId, key }: TrialDeps, measurands: readonly string[]): Promise<CommandOutcome> {
  const { outcome } = await commands.run(stationId, { type: 'setConfiguration', key, value: measurands.join(',') });
  return outcome;
}

/** Where the station does not tell, or not before its next start, its word counts. */
async function isTaken(
  deps: TrialDeps,
  measurands: readonly string[],
  { kind, response }: CommandOutcome,
): Promise<boolean> {
  if (kind !== 'accepted') return false;
  if (response?.status === 'RebootRequired') return true;
  const value = await valueOf(deps);
  return value === null || isSameValue(value.replaceAll(/\s/g, ''), measurands.join(','));
}

async function valueOf({ link, stationId, key }: TrialDeps): Promise<string | null> {
  const { response } = await link.command(stationId, { type: 'getConfiguration', keys: [key] });
  return toldValue(response?.configuration, key);
}

function isGone({ kind }: CommandOutcome): boolean {
  return kind === 'offline' || kind === 'timedOut';
}
