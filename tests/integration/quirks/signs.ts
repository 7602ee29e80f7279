import { expect } from 'vitest';
import type { AlertKind, CommandOutcome, CommandView } from '../../../electron/contract/views.ts';
import type { HandshakeRefusalWord, SessionFlag } from '../../../electron/contract/words.ts';
import type { StationHabit } from '../../../ocpp/model/habit.ts';
import type { ConsoleClient } from '../../harness/console-client.ts';

/** Where in the console a person reads that a station is peculiar. */
export type Sign =
  | { readonly in: 'habits'; readonly word: StationHabit }
  | { readonly in: 'session'; readonly word: SessionFlag }
  | { readonly in: 'alerts'; readonly word: AlertKind }
  | { readonly in: 'handshakes'; readonly word: HandshakeRefusalWord }
  | { readonly in: 'outcome'; readonly word: CommandOutcome['kind'] }
  | { readonly in: 'effect'; readonly word: CommandView['effect'] };

export const habit = (word: StationHabit): Sign => ({ in: 'habits', word });
export const flag = (word: SessionFlag): Sign => ({ in: 'session', word });
export const alert = (word: AlertKind): Sign => ({ in: 'alerts', word });
export const refusal = (word: HandshakeRefusalWord): Sign => ({ in: 'handshakes', word });
export const outcome = (word: CommandOutcome['kind']): Sign => ({ in: 'outcome', word });
export const effect = (word: CommandView['effect']): Sign => ({ in: 'effect', word });

/** Which text of the message files says it. */
export function textKeyOf(sign: Sign): string {
  switch (sign.in) {
    case 'habits':
      return `habits.${sign.word}.what`;
    case 'session':
      return `sessions.flagWhat.${sign.word}`;
    case 'alerts':
      return `alerts.${sign.word}.what`;
    case 'handshakes':
      return `alerts.handshakeFailed.reason.${sign.word}`;
    case 'outcome':
      return `station.outcome.${sign.word}`;
    case 'effect':
      return `station.effect.${sign.word}`;
  }
}

/** All words the console shows of a station, in the place where the sign should stand. */
async function wordsShown(client: ConsoleClient, stationId: string, place: Sign['in']): Promise<readonly string[]> {
  switch (place) {
    case 'habits':
      return (await client.call('habits.list', { stationId })).map((shown) => shown.habit);
    case 'session':
      return (await client.call('sessions.list', { stationId })).rows.flatMap(({ flags }) => flags);
    case 'alerts':
      return (await client.call('alerts.list', { active: true, limit: 500 })).rows
        .filter((shown) => shown.stationId === stationId)
        .map(({ kind }) => kind);
    case 'handshakes':
      return (await client.call('handshakes.list', { limit: 500 })).rows
        .filter(({ identity }) => identity.includes(stationId))
        .map((shown) => shown.refusal);
    case 'outcome':
      return (await client.call('commands.list', { stationId })).rows.flatMap((shown) => shown.outcome?.kind ?? []);
    case 'effect':
      return (await client.call('commands.list', { stationId })).rows.map((shown) => shown.effect);
  }
}

export async function expectShown(client: ConsoleClient, stationId: string, sign: Sign): Promise<void> {
  expect(await wordsShown(client, stationId, sign.in), `${sign.in} of ${stationId}`).toContain(sign.word);
}
