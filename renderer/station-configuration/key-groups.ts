import { foldForSearch } from '../../electron/contract/format/collation.ts';
import { type KeyGroup, standardKey } from '../../electron/contract/configuration-keys.ts';
import type { ConfigurationEntry } from '../../electron/contract/configuration.ts';

/** Which settings are shown. */
export const keyFilters = ['all', 'writable', 'wanted', 'drifts', 'vendor'] as const;
export type KeyFilter = (typeof keyFilters)[number];

const passes: Readonly<Record<KeyFilter, (entry: ConfigurationEntry) => boolean>> = {
  all: () => true,
  writable: ({ readonly, unknown }) => !readonly && !unknown,
  wanted: ({ wanted }) => wanted !== null,
  drifts: (entry) => entry.drifts,
  vendor: ({ key }) => standardKey(key) === null,
};

export const countOf = (entries: readonly ConfigurationEntry[], filter: KeyFilter): number =>
  entries.filter(passes[filter]).length;

export function searched(
  entries: readonly ConfigurationEntry[],
  filter: KeyFilter,
  search: string,
  about: (key: string) => string,
): readonly ConfigurationEntry[] {
  const wanted = foldForSearch(search.trim());
  return entries
    .filter(passes[filter])
    .filter(({ key, value }) => foldForSearch(`${key} ${value ?? ''} ${about(key)}`).includes(wanted));
}

export interface KeySection {
  readonly group: KeyGroup | 'vendor';
  readonly entries: readonly ConfigurationEntry[];
}

const groups = [
  'core',
  'localAuthList',
  'reservation',
  'smartCharging',
  'firmwareManagement',
  'security',
  'vendor',
] as const;

/** The parts of the standard in their order, a vendor's own settings last; within each by name. */
export function inSections(entries: readonly ConfigurationEntry[]): readonly KeySection[] {
  const byName = [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));
  return groups
    .map((group) => ({ group, entries: byName.filter(({ key }) => (standardKey(key)?.group ?? 'vendor') === group) }))
    .filter((section) => section.entries.length > 0);
}
