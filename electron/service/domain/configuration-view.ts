import type { ConfigurationEntry, ConfigurationView } from '../../contract/configuration.ts';
import type { ConfigurationReads, ConfigurationRecord } from '../store/charger-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { isSameValue } from './command-effects.ts';
import { isoTimeOrNull } from './iso-time.ts';

export async function configurationView(reads: ConfigurationReads, stationId: string): Promise<ConfigurationView> {
  const [records, readAt] = [await reads.list(stationId), await reads.readAt(stationId)];
  return { stationId, readAt: isoTimeOrNull(readAt), entries: records.map(entryOf) };
}

/** Told once the unit is on disk. */
export async function tellConfiguration(unit: WriteUnit, announce: Announce, stationId: string): Promise<void> {
  const view = await configurationView(unit.configuration, stationId);
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'configuration.changed', data: view } });
  });
}

/** What was read is not what is wanted. One that waits for a restart was written already. */
export function drifts({ value, wanted, unknown, rebootRequired }: ConfigurationRecord): boolean {
  if (value === null || wanted === null || unknown || rebootRequired) return false;
  return !isSameValue(wanted, value);
}

function entryOf(record: ConfigurationRecord): ConfigurationEntry {
  return {
    key: record.key,
    value: record.value,
    readonly: record.readonly,
    readAt: isoTimeOrNull(record.readAt),
    wanted: record.wanted,
    drifts: drifts(record),
    rebootRequired: record.rebootRequired,
    unknown: record.unknown,
  };
}
