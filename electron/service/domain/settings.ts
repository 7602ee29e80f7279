import { isTimeZone } from '../../contract/format/zone.ts';
import { AppError } from '../../contract/errors.ts';
import { inputs } from '../../contract/inputs.ts';
import type { Settings } from '../../contract/views.ts';
import type { Store } from '../store/store.ts';
import type { Announce } from './changes.ts';

export const defaultSettings: Settings = {
  siteName: '',
  language: 'az',
  theme: 'system',
  timeZone: 'Asia/Baku',
  currency: 'AZN',
  acceptUnknown: false,
  acceptAnyCard: false,
  consoleIdToken: 'KONSOL',
  idTokenSuffixes: [],
  operatorName: '',
  heartbeatIntervalSeconds: 300,
  offlineAlertSeconds: 300,
  frameRetentionDays: 30,
};

/** The settings as they are in force. */
export interface SettingsBook {
  current(): Settings;
  /** Throws `invalidInput` for a time zone nobody knows. */
  update(change: SettingsChange): Promise<Settings>;
}

export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export interface SettingsDeps {
  readonly store: Store;
  readonly announce: Announce;
  /** What the command line says for this run only. */
  readonly forThisRun: Partial<Settings>;
}

export async function loadSettings({ store, announce, forThisRun }: SettingsDeps): Promise<SettingsBook> {
  let current: Settings = { ...defaultSettings, ...readStored(await store.read.settings.all()), ...forThisRun };
  return {
    current: () => current,
    async update(change) {
      const given = definedOnly(change);
      if (given.timeZone !== undefined && !isTimeZone(given.timeZone)) {
        throw new AppError('invalidInput', { faults: [{ path: 'timeZone', message: 'unknown time zone' }] });
      }
      await store.write(async (unit) => {
        for (const [key, value] of Object.entries(given)) await unit.settings.set(key, JSON.stringify(value));
        unit.afterCommit(() => {
          current = { ...current, ...given };
          announce({ type: 'settings', settings: current });
        });
      });
      return current;
    },
  };
}

const stored = inputs['settings.update'];

/** A value that an older or damaged database holds and that is no longer allowed counts as never set. */
function readStored(values: ReadonlyMap<string, string>): Partial<Settings> {
  return [...values].reduce<Partial<Settings>>((settings, [key, json]) => {
    const value: unknown = JSON.parse(json);
    const parsed = stored.safeParse({ [key]: value });
    return parsed.success ? { ...settings, ...definedOnly(parsed.data) } : settings;
  }, {});
}

function definedOnly(change: SettingsChange): Partial<Settings> {
  const entries: [string, unknown][] = Object.entries(change);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
