import type { EpochMs } from '../../model/time.ts';
import { writeTime } from '../../station-time.ts';
import type { Line, Stage } from './stage.ts';

/**
 * Frames as they stand on the wire, to be replayed. What begins with `$` is filled in when a line is said:
 * `$id` a new message id, `$last` the one before; `$card` a known card; `$station` the identity; `"$tx"` the transaction id of the last answered start, as a number;
 * `$now`, `$now-90`, `$now+90` a moment so many seconds from when the script began, so that a report that is repeated stays the same; the same moment as stations misspell it: `$bare` local time without a zone, `$hours` local
 * time with an offset of hours only, `$local` local time labelled as UTC.
 */
export type Script = readonly string[];

/** The CALL of that action as a line of a script. */
export const call = (action: string, payload: object): string => JSON.stringify([2, '$id', action, payload]);

/** Says a script line by line, each after the answer to the one before it. */
export async function recite(stage: Stage, line: Line, script: Script): Promise<void> {
  const memory: Memory = { beganAt: Date.now(), transactionId: '0', lastId: '' };
  for (const template of script) {
    const answer = await stage.say(line, fill(stage, template, memory));
    if (answer?.kind === 'result') memory.transactionId = transactionIdOf(answer.payload) ?? memory.transactionId;
  }
}

interface Memory {
  readonly beganAt: EpochMs;
  transactionId: string;
  lastId: string;
}

const names = /"\$tx"|\$(?:id|last|card|station)|\$(now|bare|hours|local)([+-]\d+)?/g;

function fill(stage: Stage, template: string, memory: Memory): string {
  return template.replace(names, (name: string, spelling?: string, seconds?: string) => {
    switch (name) {
      case '"$tx"':
        return memory.transactionId;
      case '$id':
        memory.lastId = stage.messageId();
        return memory.lastId;
      case '$last':
        return memory.lastId;
      case '$card':
        return stage.idTag;
      case '$station':
        return stage.stationId;
      default:
        return spell(memory.beganAt + Number(seconds ?? 0) * 1000, spelling ?? 'now');
    }
  });
}

/** Azerbaijan is four hours ahead of UTC. */
const zoneMs = 4 * 3_600_000;

function spell(at: EpochMs, spelling: string): string {
  const local = writeTime(at + zoneMs);
  switch (spelling) {
    case 'bare':
      return local.slice(0, -1);
    case 'hours':
      return `${local.slice(0, -1).replace('T', ' ')}+04`;
    case 'local':
      return local;
    default:
      return writeTime(at);
  }
}

function transactionIdOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('transactionId' in payload)) return null;
  const { transactionId } = payload;
  return typeof transactionId === 'number' ? String(transactionId) : null;
}
