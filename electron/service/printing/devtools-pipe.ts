import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

/** The line to a Chromium that was started with `--remote-debugging-pipe`: JSON, each message ended by a NUL. */
export interface DevToolsPipe {
  /** Rejects with what Chromium says is wrong, and when the line breaks. */
  readonly call: (method: string, params: object, sessionId?: string) => Promise<unknown>;
  /** Whatever is waited for will not come. */
  readonly fail: (fault: Error) => void;
}

const answer = z.looseObject({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.looseObject({ message: z.string() }).optional(),
});

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (fault: Error) => void;
}

export function createDevToolsPipe(write: Writable, read: Readable): DevToolsPipe {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failed: Error | null = null;
  const fail = (fault: Error): void => {
    failed ??= fault;
    for (const { reject } of waiting.values()) reject(failed);
    waiting.clear();
  };
  const hear = (message: string): void => {
    const { id, result, error } = answer.parse(JSON.parse(message));
    const one = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || one === undefined) return;
    waiting.delete(id);
    if (error === undefined) one.resolve(result);
    else one.reject(new Error(error.message));
  };
  readMessages(read, hear);
  read.on('error', fail);
  write.on('error', fail);
  return {
    call: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        if (failed !== null) {
          reject(failed);
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        write.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
    fail,
  };
}

/** A PDF comes as one long message: its pieces are joined once. */
function readMessages(read: Readable, hear: (message: string) => void): void {
  let pieces: string[] = [];
  read.setEncoding('utf8');
  read.on('data', (chunk: string) => {
    const [end = '', ...others] = chunk.split('\0');
    pieces.push(end);
    for (const start of others) {
      hear(pieces.join(''));
      pieces = [start];
    }
  });
}
