import { z } from 'zod';
import type { CommandOutcome } from '../../ocpp/model/command.ts';
import { stationId } from './fields.ts';
import type { IsoTime } from './views.ts';

/** What a station told of its settings, beside what the operator wants them to be. Nothing is written unasked. */
export interface ConfigurationView {
  readonly stationId: string;
  /** When all of it was last read; null when never. */
  readonly readAt: IsoTime | null;
  readonly entries: readonly ConfigurationEntry[];
}

export interface ConfigurationEntry {
  readonly key: string;
  /** Null: not told, as for write-only keys, or never read. */
  readonly value: string | null;
  readonly readonly: boolean;
  readonly readAt: IsoTime | null;
  /** What it should be; null when nothing is wanted. */
  readonly wanted: string | null;
  /** It was read, and it is not what is wanted. */
  readonly drifts: boolean;
  /** Written, and the station said that it counts after a restart. */
  readonly rebootRequired: boolean;
  /** The station said it does not know the key. */
  readonly unknown: boolean;
}

const key = z.string().trim().min(1).max(50);

export const configurationInputs = {
  'configuration.get': z.strictObject({ stationId }),
  /** Asks the station for everything, in as many questions as it takes. Throws `conflict` `stationOffline`, `notAnswered`. */
  'configuration.read': z.strictObject({ stationId }),
  /** `value` null: nothing is wanted any more. The station is not told. */
  'configuration.want': z.strictObject({ stationId, key, value: z.string().max(500).nullable() }),
  /** Wants everything that can be written to stay as it is now. */
  'configuration.wantPresent': z.strictObject({ stationId }),
  /** Writes what drifts, one key after the other, and reads it again. Without `keys`, all of it. */
  'configuration.apply': z.strictObject({ stationId, keys: z.array(key).max(200).readonly().optional() }),
  /** Finds out which measurands the station takes by trying one after the other, then sets those it took (quirk 75). */
  'configuration.tryMeasurands': z.strictObject({
    stationId,
    key,
    measurands: z.array(z.string().min(1).max(60)).min(1).max(40).readonly(),
  }),
} as const;

export interface ConfigurationResults {
  'configuration.get': ConfigurationView;
  'configuration.read': ConfigurationView;
  'configuration.want': ConfigurationView;
  'configuration.wantPresent': ConfigurationView;
  'configuration.apply': readonly { readonly key: string; readonly outcome: CommandOutcome }[];
  'configuration.tryMeasurands': {
    readonly taken: readonly string[];
    readonly refused: readonly string[];
    readonly outcome: CommandOutcome;
  };
}

export interface ConfigurationEvents {
  'configuration.changed': ConfigurationView;
}
