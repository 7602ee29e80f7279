import WebSocket from 'ws';
import type { EventName, Events, MethodName, Params, Result } from '../../electron/contract/api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { EventFrame, ResponseFrame, ServiceFrame } from '../../electron/contract/wire.ts';

/** A console without a screen: calls methods of the service and hears its events. */
export interface ConsoleClient {
  /** Rejects with `AppError` where the service answers with one. */
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Every event so far, oldest first. */
  readonly events: readonly EventFrame[];
  /** The first event, past or to come, that fits. */
  event<E extends EventName>(name: E, fits?: (data: Events[E]) => boolean): Promise<Events[E]>;
  /** Sends a text frame as it is and resolves with the next answer that has no id or that id. */
  sendText(text: string, id?: number | string | null): Promise<ResponseFrame>;
  close(): void;
}

const answerTimeoutMs = 20_000;

/** Connects to the API of a service by the URL a person would open, token included. */
export async function connectConsole(consoleUrl: string): Promise<ConsoleClient> {
  const url = new URL(consoleUrl);
  const socket = new WebSocket(`ws://${url.host}/api${url.search}`);
  const events: EventFrame[] = [];
  const waiting = new Set<(frame: ServiceFrame) => void>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServiceFrame;
    if ('event' in frame) events.push(frame);
    for (const hear of [...waiting]) hear(frame);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });

  function hearing<T>(what: string, pick: (frame: ServiceFrame) => T | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(hear);
        reject(new Error(`Waited in vain for ${what}`));
      }, answerTimeoutMs);
      const hear = (frame: ServiceFrame): void => {
        const picked = pick(frame);
        if (picked === undefined) return;
        clearTimeout(timer);
        waiting.delete(hear);
        resolve(picked);
      };
      waiting.add(hear);
    });
  }
  const answerTo = (id: number | string | null): Promise<ResponseFrame> =>
    hearing(`the answer to ${String(id)}`, (frame) => ('id' in frame && frame.id === id ? frame : undefined));

  let lastId = 0;
  return {
    events,
    async call(method, params) {
      lastId += 1;
      const answer = answerTo(lastId);
      socket.send(JSON.stringify({ id: lastId, method, params }));
      const frame = await answer;
      if ('error' in frame)
        throw new AppError(frame.error.code, frame.error.details, `${method}: ${frame.error.message}`);
      return frame.result as Result<typeof method>;
    },
    event(name, fits = () => true) {
      const pick = (frame: ServiceFrame): Events[typeof name] | undefined => {
        if (!('event' in frame) || frame.event !== name) return undefined;
        const data = frame.data as Events[typeof name];
        return fits(data) ? data : undefined;
      };
      for (const past of events) {
        const found = pick(past);
        if (found !== undefined) return Promise.resolve(found);
      }
      return hearing(`the event ${name}`, pick);
    },
    sendText(text, id = null) {
      const answer = answerTo(id);
      socket.send(text);
      return answer;
    },
    close() {
      socket.close();
    },
  };
}
