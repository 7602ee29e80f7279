import { foldAscii } from './same-text.ts';

/** What takes several commands to one station is done one at a time, in the order it was asked for: a second click waits for the first. */
export interface StationTurns {
  run<T>(stationId: string, work: () => Promise<T>): Promise<T>;
}

export function createStationTurns(): StationTurns {
  const turns = new Map<string, Promise<unknown>>();
  return {
    run(stationId, work) {
      const key = foldAscii(stationId);
      const turn = (turns.get(key) ?? Promise.resolve()).then(work);
      const settled = turn.catch(() => undefined);
      turns.set(key, settled);
      void settled.then(() => {
        if (turns.get(key) === settled) turns.delete(key);
      });
      return turn;
    },
  };
}
