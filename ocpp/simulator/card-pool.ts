import type { Random } from './random.ts';

/** Cards in the hands of drivers. A card is with one driver at a time. */
export interface CardPool {
  /** A card nobody charges with now; null when all are in use. */
  take(): string | null;
  giveBack(idTag: string): void;
}

export function createCardPool(idTags: readonly string[], random: Random): CardPool {
  const free = [...idTags];
  return {
    take: () => free.splice(Math.floor(random.next() * free.length), 1)[0] ?? null,
    giveBack: (idTag) => {
      free.push(idTag);
    },
  };
}
