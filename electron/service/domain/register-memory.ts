import { foldAscii } from './same-text.ts';

/** Where the register of each EVSE stood last, since the service started: one that begins lower was reset (quirk 58). */
export interface RegisterMemory {
  /** Whether the register fell since it was last heard of. */
  hasFallen(stationId: string, evseId: number, registerWh: number | null): boolean;
  note(stationId: string, evseId: number, registerWh: number | null): void;
}

export function createRegisterMemory(): RegisterMemory {
  const last = new Map<string, number>();
  const keyOf = (stationId: string, evseId: number): string => `${String(evseId)} ${foldAscii(stationId)}`;
  return {
    hasFallen(stationId, evseId, registerWh) {
      const known = last.get(keyOf(stationId, evseId));
      return known !== undefined && registerWh !== null && registerWh < known;
    },
    note(stationId, evseId, registerWh) {
      if (registerWh !== null) last.set(keyOf(stationId, evseId), registerWh);
    },
  };
}
