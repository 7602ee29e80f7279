import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { CommandRequest } from '../../electron/contract/command-request.ts';
import type { CommandResult, CommandView } from '../../electron/contract/views.ts';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from './notices.ts';

/** A command on its way: sent and not yet answered, or accepted and its effect not yet seen. */
export interface CommandUnderWay {
  readonly stationId: string;
  /** Null for the station as a whole. */
  readonly evseId: number | null;
  readonly type: CommandRequest['type'];
  readonly stage: 'sending' | 'waiting';
}

const placeOf = (stationId: string, evseId: number | null): string => `${stationId}/${String(evseId ?? 0)}`;

/** The commands this window sent and whose end it has not seen. */
export const useCommands = defineStore('commands', () => {
  const client = useConsole();
  const notices = useNotices();
  const underWay = shallowRef<ReadonlyMap<string, CommandUnderWay>>(new Map());
  const waiting = new Map<string, string>();
  /** Commands whose effect was told before their answer arrived; empty unless one is being sent. */
  const finished = new Set<string>();
  let sending = 0;

  const put = (place: string, command: CommandUnderWay | null): void => {
    const next = new Map(underWay.value);
    if (command === null) next.delete(place);
    else next.set(place, command);
    underWay.value = next;
  };

  const changed = (command: CommandView): void => {
    if (command.outcome === null || command.effect === 'waiting') return;
    const place = waiting.get(command.commandId);
    if (place === undefined) {
      if (sending > 0) finished.add(command.commandId);
      return;
    }
    waiting.delete(command.commandId);
    put(place, null);
    if (command.effect === 'missing') notices.showInfo('station.effect.missingNotice');
  };

  const answered = (place: string, command: CommandUnderWay, result: CommandResult): void => {
    const isOver = finished.delete(result.commandId);
    if (result.kind !== 'accepted' || result.effect !== 'waiting' || isOver) {
      put(place, null);
      return;
    }
    waiting.set(result.commandId, place);
    put(place, { ...command, stage: 'waiting' });
  };

  client.on('commands.changed', changed);
  client.onState((state) => {
    if (state === 'connected') return;
    waiting.clear();
    underWay.value = new Map();
  });

  return {
    underWay,
    of: (stationId: string, evseId: number | null) => underWay.value.get(placeOf(stationId, evseId)) ?? null,
    /** Resolves with the station's answer; where it concerns one connector, say which, so that its card can show it. */
    send: async (stationId: string, evseId: number | null, command: CommandRequest): Promise<CommandResult> => {
      const place = placeOf(stationId, evseId);
      const own: CommandUnderWay = { stationId, evseId, type: command.type, stage: 'sending' };
      put(place, own);
      sending += 1;
      try {
        const result = await client.call('stations.command', { stationId, command });
        answered(place, own, result);
        return result;
      } catch (cause) {
        put(place, null);
        throw cause;
      } finally {
        sending -= 1;
        if (sending === 0) finished.clear();
      }
    },
  };
});
