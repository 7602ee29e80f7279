import type { Answer, Line, Stage } from './stage.ts';

/**
 * Frames as they stand on the wire, to be replayed. Names that begin with `$` are filled in when a line is sent: `$id` a new message id,
 * `$last` the one before it, `$now`, `$now-90` and `$now+90` a moment so many seconds away, `$card` a known card, `$tx` the transaction id of the last answered start,
 * `$station` the identity.
 */
export type Script = readonly string[];

/** Says a script line by line, each after the answer to the one before; returns the answers. */
export async function recite(stage: Stage, line: Line, script: Script): Promise<readonly (Answer | null)[]> {
  const answers: (Answer | null)[] = [];
  const memory = { transactionId: '0', lastId: '' };
  for (const template of script) {
    const answer = await stage.say(line, fill(stage, template, memory));
    answers.push(answer);
    if (answer?.kind === 'result') memory.transactionId = transactionIdOf(answer.payload) ?? memory.transactionId;
  }
  return answers;
}

interface Memory {
  transactionId: string;
  lastId: string;
}

function fill(stage: Stage, template: string, memory: Memory): string {
  return template.replace(/\$(id|last|card|tx|station|now([+-]\d+)?)/g, (_, name: string, seconds?: string) => {
    switch (name) {
      case 'id':
        memory.lastId = stage.messageId();
        return memory.lastId;
      case 'last':
        return memory.lastId;
      case 'card':
        return stage.idTag;
      case 'tx':
        return memory.transactionId;
      case 'station':
        return stage.stationId;
      default:
        return stage.time(Number(seconds ?? 0));
    }
  });
}

function transactionIdOf(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('transactionId' in payload)) return null;
  const { transactionId } = payload;
  return typeof transactionId === 'number' ? String(transactionId) : null;
}
