import type { StationLink } from '../../../ocpp/central-system.ts';
import type { CommandOutcome, ConfigurationKey } from '../../../ocpp/model/command.ts';
import { standardKey, standardKeys } from '../../contract/configuration-keys.ts';
import { foldAscii } from './same-text.ts';

/** What a station told when asked for all its settings. */
export interface WholeConfiguration {
  readonly told: readonly ConfigurationKey[];
  readonly unknown: readonly string[];
  /** It did not tell everything at once, or spells things its own way; null when it did as it should. */
  readonly oddity: string | null;
  /** It went away, or stopped answering. */
  readonly broken: CommandOutcome['kind'] | null;
}

/** Where a station does not say how many keys it answers for at once. */
const keysAtOnce = 10;
const mostKeysAtOnce = 50;
const mostFailures = 2;

/**
 * Asks a station for all its settings (OCPP 1.6 §5.8). Some answer an empty question with nothing, or with a part: these are asked by name for
 * what the standard and the operator know, as many at once as they allow, fewer where they refuse (quirk 74).
 */
export async function readWhole(
  link: StationLink,
  stationId: string,
  namedBefore: readonly string[],
): Promise<WholeConfiguration> {
  const told = new Map<string, ConfigurationKey>();
  const unknown = new Set<string>();
  const ask = async (keys?: readonly string[]): Promise<CommandOutcome> => {
    const outcome = await link.command(stationId, {
      type: 'getConfiguration',
      ...(keys === undefined ? {} : { keys }),
    });
    for (const one of outcome.response?.configuration ?? []) told.set(foldAscii(one.key), one);
    for (const key of outcome.response?.unknownKeys ?? []) unknown.add(key);
    return outcome;
  };
  const all = await ask();
  if (all.kind === 'offline') return { told: [], unknown: [], oddity: null, broken: 'offline' };
  const isWhole = standardKeys.every(
    ({ key, group, required }) => !required || group !== 'core' || told.has(foldAscii(key)),
  );
  const toldAtOnce = told.size;
  const broken = isWhole ? null : await askByName(ask, told, missing(told, namedBefore), all.kind === 'accepted');
  return {
    told: [...told.values()],
    unknown: [...unknown].filter((key) => !told.has(foldAscii(key))),
    oddity: oddityOf([...told.values()], toldAtOnce),
    broken,
  };
}

type Ask = (keys: readonly string[]) => Promise<CommandOutcome>;

function missing(told: ReadonlyMap<string, unknown>, namedBefore: readonly string[]): readonly string[] {
  const names = [...standardKeys.map(({ key }) => key), ...namedBefore];
  const byName = new Map(names.map((key) => [foldAscii(key), key]));
  return [...byName].filter(([folded]) => !told.has(folded)).map(([, key]) => key);
}

async function askByName(
  ask: Ask,
  told: ReadonlyMap<string, ConfigurationKey>,
  keys: readonly string[],
  answersAtAll: boolean,
): Promise<CommandOutcome['kind'] | null> {
  const sizeKey = 'GetConfigurationMaxKeys';
  if (!told.has(foldAscii(sizeKey))) {
    const { kind } = await ask([sizeKey]);
    // Neither all nor one: every further question would only cost its time limit.
    if (kind !== 'accepted' && !answersAtAll) return kind;
  }
  const waiting = keys.filter((key) => key !== sizeKey);
  let size = sizeOf(told.get(foldAscii(sizeKey))?.value ?? null);
  let failures = 0;
  while (waiting.length > 0) {
    const { kind } = await ask(waiting.slice(0, size));
    if (kind === 'accepted') {
      waiting.splice(0, size);
      failures = 0;
    } else if (kind === 'offline') {
      return kind;
    } else if (size > 1 && kind !== 'timedOut') {
      size = Math.ceil(size / 2);
    } else {
      waiting.splice(0, size);
      failures += 1;
      if (failures >= mostFailures) return kind;
    }
  }
  return null;
}

function sizeOf(value: string | null): number {
  const size = Number.parseInt(value?.replaceAll('"', '') ?? '', 10);
  return size > 0 ? Math.min(size, mostKeysAtOnce) : keysAtOnce;
}

function oddityOf(told: readonly ConfigurationKey[], toldAtOnce: number): string | null {
  if (toldAtOnce < told.length) return `${String(toldAtOnce)}/${String(told.length)}`;
  const odd = told.find(({ key, value }) => {
    const standard = standardKey(key)?.key;
    return (standard !== undefined && standard !== key) || (value !== null && /^".*"$/.test(value));
  });
  return odd === undefined ? null : `${odd.key}=${odd.value ?? ''}`;
}
