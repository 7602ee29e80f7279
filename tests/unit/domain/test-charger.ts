import type { Command, CommandOutcome, ConfigurationKey } from '../../../ocpp/model/command.ts';

/** The settings of a charger that answers questions about them. */
export interface TestSettings {
  readonly values: Map<string, string>;
  /** Everything it was asked and told, in order. */
  readonly heard: Command[];
  answer(stationId: string, command: Command): CommandOutcome;
}

export interface SettingsOptions {
  readonly values: Readonly<Record<string, string>>;
  readonly readonly?: readonly string[];
  /** More keys than that in one question are refused. */
  readonly maxKeys?: number;
  /** What it tells when asked for everything; all of it by default. */
  readonly tellsAtOnce?: readonly string[];
  /** Decides on a new value. */
  readonly take?: (key: string, value: string) => 'Accepted' | 'Rejected' | 'RebootRequired' | 'NotSupported';
}

export function testSettings(options: SettingsOptions): TestSettings {
  const values = new Map(Object.entries(options.values));
  const heard: Command[] = [];
  const spelling = (key: string): string | undefined =>
    [...values.keys()].find((one) => one.toLowerCase() === key.toLowerCase());
  const told = (key: string): ConfigurationKey => ({
    key,
    value: values.get(key) ?? null,
    readonly: options.readonly?.includes(key) ?? false,
  });

  function tell(keys: readonly string[] | undefined): CommandOutcome {
    if (keys === undefined) {
      const atOnce = options.tellsAtOnce ?? [...values.keys()];
      return { kind: 'accepted', response: { configuration: atOnce.map(told) } };
    }
    if (keys.length > (options.maxKeys ?? Infinity)) {
      return { kind: 'rejected', reason: 'OccurrenceConstraintViolation' };
    }
    const known = keys.flatMap((key) => spelling(key) ?? []);
    const unknownKeys = keys.filter((key) => spelling(key) === undefined);
    return { kind: 'accepted', response: { configuration: known.map(told), unknownKeys } };
  }

  function set(key: string, value: string): CommandOutcome {
    const known = spelling(key);
    if (known === undefined) return { kind: 'notSupported', response: { status: 'NotSupported' } };
    const status = options.take?.(known, value) ?? 'Accepted';
    if (status === 'Accepted') values.set(known, value);
    const kinds = {
      Accepted: 'accepted',
      RebootRequired: 'accepted',
      Rejected: 'rejected',
      NotSupported: 'notSupported',
    } as const;
    return { kind: kinds[status], response: { status } };
  }

  return {
    values,
    heard,
    answer(_stationId, command) {
      heard.push(command);
      if (command.type === 'getConfiguration') return tell(command.keys);
      if (command.type === 'setConfiguration') return set(command.key, command.value);
      return { kind: 'notSupported' };
    },
  };
}
