import { onTestFinished } from 'vitest';
import WebSocket, { type ClientOptions } from 'ws';

/** A station written for these tests alone: a WebSocket and what it answers. */
export interface RawStation {
  readonly socket: WebSocket;
  /** Sends a CALL and resolves with the payload of its answer. */
  ask(action: string, payload: unknown): Promise<unknown>;
  /** Every CALL it was sent, oldest first. */
  readonly asked: readonly Asked[];
  readonly closed: Promise<number>;
}

export interface Asked {
  readonly action: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

type Answer = (asked: Asked) => unknown;

export const accepting: Answer = () => ({ status: 'Accepted' });

/** Resolves when it is let in; rejects with the HTTP status as a text, or with what TLS says. */
export async function dial(url: string, options: ClientOptions = {}, answer: Answer = accepting): Promise<RawStation> {
  const socket = new WebSocket(url, ['ocpp1.6'], { handshakeTimeout: 10_000, ...options });
  onTestFinished(() => {
    socket.terminate();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.on('error', reject);
    socket.once('unexpected-response', (_, { statusCode = 0 }) => {
      reject(new Error(String(statusCode)));
    });
  });
  const asked: Asked[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as [number, string, unknown, unknown];
    const [type, id, third, payload] = frame;
    if (type !== 2) {
      waiting.get(id)?.(type === 3 ? third : frame);
      return;
    }
    const call = { action: String(third), payload: payload as Asked['payload'] };
    asked.push(call);
    socket.send(JSON.stringify([3, id, answer(call)]));
  });
  let calls = 0;
  return {
    socket,
    asked,
    closed,
    ask(action, payload) {
      calls += 1;
      const id = `call-${String(calls)}`;
      const answered = new Promise((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify([2, id, action, payload]));
      return answered;
    },
  };
}

/** As `dial`, for one that is expected to be turned away: tells with what. */
export async function refusal(url: string, options: ClientOptions = {}): Promise<string> {
  const fault: unknown = await dial(url, options).then(
    () => 'let in',
    (error: unknown) => error,
  );
  if (!(fault instanceof Error)) return String(fault);
  return 'code' in fault ? String(fault.code) : fault.message;
}

/** What it sends as its HTTP Basic credentials. */
export function basic(
  user: string,
  password: string | Buffer,
): { readonly headers: { readonly Authorization: string } } {
  const credentials = Buffer.concat([Buffer.from(`${user}:`), Buffer.from(password)]).toString('base64');
  return { headers: { Authorization: `Basic ${credentials}` } };
}
