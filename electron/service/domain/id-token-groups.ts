import type { IdTokenReads } from '../store/store.ts';
import { sameAscii } from './same-text.ts';

/** Whether one card may end what the other began: the same card, or one of the same group (OCPP 1.6 §4.1). */
export async function isSameHolder(idTokens: IdTokenReads, one: string, other: string): Promise<boolean> {
  if (sameAscii(one, other)) return true;
  const [group, otherGroup] = [await groupOf(idTokens, one), await groupOf(idTokens, other)];
  return group !== null && otherGroup !== null && sameAscii(group, otherGroup);
}

/** The card it shares its sessions with; null for a card of its own, or one that is not known. */
export async function groupOf(idTokens: IdTokenReads, idToken: string): Promise<string | null> {
  return (await idTokens.find(idToken))?.parentIdToken ?? null;
}
