import { type TariffBody, tariffBody } from '../../../contract/tariffs.ts';
import type { StoreReads } from '../../store/store.ts';

/** What versions of tariffs say. They never change, so each is read once. */
export interface TariffBodies {
  /** Null for no version. Throws for one that is not there or cannot be understood. */
  find(unit: Pick<StoreReads, 'tariffs'>, versionId: string | null): Promise<TariffBody | null>;
}

export function createTariffBodies(): TariffBodies {
  const known = new Map<string, TariffBody>();
  return {
    async find(unit, versionId) {
      if (versionId === null) return null;
      const body = known.get(versionId) ?? (await read(unit, versionId));
      known.set(versionId, body);
      return body;
    },
  };
}

async function read({ tariffs }: Pick<StoreReads, 'tariffs'>, versionId: string): Promise<TariffBody> {
  const version = await tariffs.findVersion(versionId);
  if (version === null) throw new Error(`There is no version ${versionId} of a tariff`);
  return tariffBody.parse(JSON.parse(version.body));
}
