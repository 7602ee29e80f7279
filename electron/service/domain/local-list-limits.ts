import type { ConfigurationReads, ConfigurationRecord } from '../store/charger-records.ts';
import { sameAscii } from './same-text.ts';
import { toldValue } from './told-value.ts';

/** What a station told of how much it takes (OCPP 1.6 §9.2); null where it told nothing. */
export interface LocalListLimits {
  readonly maxLength: number | null;
  readonly maxPerSend: number | null;
  /** By `SupportedFeatureProfiles`. */
  readonly supported: boolean | null;
}

export const localListLimitKeys = ['LocalAuthListMaxLength', 'SendLocalListMaxLength'] as const;
const profilesKey = 'SupportedFeatureProfiles';

export async function localListLimits(configuration: ConfigurationReads, stationId: string): Promise<LocalListLimits> {
  const records = await configuration.list(stationId);
  const [maxLength, maxPerSend] = localListLimitKeys.map((key) => wholeNumber(toldValue(records, key)));
  const profiles = toldValue(records, profilesKey);
  return {
    maxLength: maxLength ?? null,
    maxPerSend: maxPerSend ?? null,
    supported: profiles === null ? null : /localauthlist/i.test(profiles),
  };
}

/** Whether the station was ever asked, whatever it answered. */
export async function knowsLocalListLimits(configuration: ConfigurationReads, stationId: string): Promise<boolean> {
  const records = await configuration.list(stationId);
  return localListLimitKeys.every((key) => records.some((record) => sameAscii(record.key, key) && wasAsked(record)));
}

function wasAsked({ readAt, unknown }: ConfigurationRecord): boolean {
  return readAt !== null || unknown;
}

/** A station that takes none at all means that it has no limit. */
function wholeNumber(value: string | null): number | null {
  const number = value === null || !/^\s*\d{1,9}\s*$/.test(value) ? 0 : Number(value);
  return number > 0 ? number : null;
}
