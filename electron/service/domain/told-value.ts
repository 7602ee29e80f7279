import { sameAscii } from './same-text.ts';

interface Told {
  readonly key: string;
  readonly value: string | null;
}

/** What a station told of a key, whatever the case it writes it in; null where it told nothing. */
export function toldValue(told: readonly Told[] | undefined, key: string): string | null {
  return told?.find((one) => sameAscii(one.key, key))?.value ?? null;
}
