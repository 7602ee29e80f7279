import type { StationLink } from '../../../ocpp/central-system.ts';
import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import { isSecretKey, withoutSecretValues } from '../../../ocpp/model/secrets.ts';
import type { Clock } from '../../../ocpp/model/time.ts';
import type { ConfigurationResults, ConfigurationView } from '../../contract/configuration.ts';
import { valueFault } from '../../contract/configuration-keys.ts';
import { AppError } from '../../contract/errors.ts';
import type { ConfigurationRecord } from '../store/charger-records.ts';
import type { Store, WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { CommandFollowUp } from './command-hooks.ts';
import type { Commands } from './commands.ts';
import { readWhole } from './configuration-reading.ts';
import { configurationView, drifts, tellConfiguration } from './configuration-view.ts';
import type { Habits } from './habits.ts';
import { knownStation } from './known-station.ts';
import type { LiveState } from './live-state.ts';
import { tryMeasurands } from './measurand-trial.ts';
import { sameAscii } from './same-text.ts';
import { createStationTurns } from './station-turns.ts';
import { toldValue } from './told-value.ts';

export interface ConfigurationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly link: StationLink;
  readonly commands: Pick<Commands, 'run'>;
  readonly habits: Pick<Habits, 'noticed'>;
  readonly announce: Announce;
}

/** The settings of stations: as told, and as wanted. Each throws `notFound` for an unknown station. */
export interface ConfigurationBook {
  view(stationId: string): Promise<ConfigurationView>;
  /** Throws `conflict` `stationOffline`, `notAnswered`. */
  read(stationId: string): Promise<ConfigurationView>;
  /** Throws `invalidInput` for a value that cannot be right, and for a password, which is never kept. */
  want(stationId: string, key: string, value: string | null): Promise<ConfigurationView>;
  wantPresent(stationId: string): Promise<ConfigurationView>;
  apply(stationId: string, keys: readonly string[] | undefined): Promise<ConfigurationResults['configuration.apply']>;
  tryMeasurands(
    stationId: string,
    key: string,
    measurands: readonly string[],
  ): Promise<ConfigurationResults['configuration.tryMeasurands']>;
}

/** Never among what should stay as it is: written back once it was raised, it would lock the station out. */
const profileKey = 'SecurityProfile';

export function createConfigurationBook(deps: ConfigurationDeps): ConfigurationBook {
  const { store, clock, live, link, announce } = deps;
  const turns = createStationTurns();
  const identityOf = (stationId: string): string => knownStation(live, stationId).record.stationId;
  const view = (stationId: string): Promise<ConfigurationView> =>
    configurationView(store.read.configuration, stationId);

  async function change(stationId: string, work: (unit: WriteUnit) => Promise<void>): Promise<ConfigurationView> {
    await store.write(async (unit) => {
      await work(unit);
      await tellConfiguration(unit, announce, stationId);
    });
    return view(stationId);
  }

  async function read(stationId: string): Promise<ConfigurationView> {
    const known = await store.read.configuration.list(stationId);
    const startedAt = clock.now();
    const whole = await readWhole(
      link,
      stationId,
      known.map(({ key }) => key),
    );
    if (whole.oddity !== null) deps.habits.noticed(stationId, 'oddConfiguration', whole.oddity);
    if (whole.broken === 'offline') throw new AppError('conflict', { reason: 'stationOffline' });
    if (whole.told.length === 0) throw new AppError('conflict', { reason: 'notAnswered' });
    return change(stationId, async (unit) => {
      await unit.configuration.told(stationId, withoutSecretValues(whole.told), clock.now());
      await unit.configuration.toldUnknown(stationId, whole.unknown, clock.now());
      if (whole.broken === null) await unit.configuration.readWhole(stationId, startedAt);
    });
  }

  async function apply(
    stationId: string,
    keys: readonly string[] | undefined,
  ): Promise<ConfigurationResults['configuration.apply']> {
    const applied: { readonly key: string; readonly outcome: CommandOutcome }[] = [];
    const records = await store.read.configuration.list(stationId);
    for (const { key, wanted } of records.filter((record) => isToBeWritten(record, keys))) {
      const { outcome } = await deps.commands.run(stationId, { type: 'setConfiguration', key, value: wanted ?? '' });
      applied.push({ key, outcome });
      if (outcome.kind === 'offline' || isSilent(applied)) break;
    }
    return applied;
  }

  return {
    view: async (stationId) => view(identityOf(stationId)),
    read: async (stationId) => read(identityOf(stationId)),
    async want(stationId, key, value) {
      const identity = identityOf(stationId);
      const known = await store.read.configuration.list(identity);
      const told = toldValue(known, key);
      if (value !== null) refuseWrong(key, value, told);
      return change(identity, (unit) => unit.configuration.want(identity, key, value));
    },
    async wantPresent(stationId) {
      const identity = identityOf(stationId);
      return change(identity, async (unit) => {
        for (const { key, value, readonly } of await unit.configuration.list(identity)) {
          if (!readonly && value !== null && !sameAscii(key, profileKey)) {
            await unit.configuration.want(identity, key, value);
          }
        }
      });
    },
    apply: async (stationId, keys) => turns.run(stationId, () => apply(identityOf(stationId), keys)),
    async tryMeasurands(stationId, key, measurands) {
      const identity = identityOf(stationId);
      const trial = await turns.run(identity, () => tryMeasurands({ ...deps, stationId: identity, key }, measurands));
      if (trial.refused.length > 0) deps.habits.noticed(identity, 'refusesMeasurands', trial.refused.join(','));
      return trial;
    },
  };
}

/** Keeps what stations tell of their settings, whoever asked. */
export function followConfiguration(announce: Announce): CommandFollowUp {
  return {
    async answered(unit, { stationId, command, outcome, at }) {
      if (command.type === 'getConfiguration' && outcome.response !== undefined) {
        const { configuration = [], unknownKeys = [] } = outcome.response;
        if (configuration.length + unknownKeys.length === 0) return;
        await unit.configuration.told(stationId, withoutSecretValues(configuration), at);
        await unit.configuration.toldUnknown(stationId, unknownKeys, at);
      } else if (command.type === 'setConfiguration' && outcome.response?.status === 'RebootRequired') {
        await unit.configuration.setRebootRequired(stationId, command.key);
      } else if (command.type === 'setConfiguration' && outcome.response?.status === 'NotSupported') {
        await unit.configuration.toldUnknown(stationId, [command.key], at);
      } else {
        return;
      }
      await tellConfiguration(unit, announce, stationId);
    },
  };
}

function isToBeWritten(record: ConfigurationRecord, keys: readonly string[] | undefined): boolean {
  if (keys === undefined) return drifts(record);
  return record.wanted !== null && keys.some((key) => sameAscii(key, record.key));
}

/** One key may be too much for a station; after two in a row every further one would only cost its time limit. */
function isSilent(applied: ConfigurationResults['configuration.apply']): boolean {
  const last = applied.slice(-2);
  return last.length === 2 && last.every(({ outcome }) => outcome.kind === 'timedOut');
}

/** A station's own odd value may always stay. */
function refuseWrong(key: string, value: string, told: string | null): void {
  if (isSecretKey(key)) throw invalid('key', 'a password is not kept');
  const fault = valueFault(key, value);
  const isOwnOddity = told !== null && valueFault(key, told) !== null;
  if (fault !== null && !isOwnOddity) throw invalid('value', fault);
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalidInput', { faults: [{ path, message }] });
}
