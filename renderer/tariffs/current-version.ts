import type { TariffVersionView, TariffView } from '../../electron/contract/tariff-methods.ts';

/** The version that holds at a moment: the last one that has begun. Null before the first. */
export function versionAt({ versions }: TariffView, now: number): TariffVersionView | null {
  return versions.filter(({ validFrom }) => Date.parse(validFrom) <= now).at(-1) ?? null;
}

export function nextVersion({ versions }: TariffView, now: number): TariffVersionView | null {
  return versions.find(({ validFrom }) => Date.parse(validFrom) > now) ?? null;
}

/** Until when a version held or will hold; null while nothing follows it. */
export function validUntil({ versions }: TariffView, { versionId }: TariffVersionView): string | null {
  const index = versions.findIndex((version) => version.versionId === versionId);
  return versions[index + 1]?.validFrom ?? null;
}
