import type { MessagePortMain } from 'electron';
import type { EventName, Events, MethodName, Params, Result } from '../contract/api.ts';
import type { EventFrame, ServiceFrame } from '../contract/wire.ts';

/** The shell's own line to the service. Calls that are never answered end with the line. */
export interface ServiceClient {
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  close(): void;
}

export type ServiceListeners = { readonly [E in EventName]?: (data: Events[E]) => void };

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Speaks the frames of `wire.ts` over a port. */
export function createServiceClient(port: MessagePortMain, listeners: ServiceListeners): ServiceClient {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;

  port.on('message', ({ data }) => {
    const frame = JSON.parse(String(data)) as ServiceFrame;
    if ('event' in frame) {
      deliver(listeners, frame);
      return;
    }
    const call = typeof frame.id === 'number' ? waiting.get(frame.id) : undefined;
    waiting.delete(Number(frame.id));
    if ('error' in frame) call?.reject(new Error(frame.error.message));
    else call?.resolve(frame.result);
  });
  port.on('close', () => {
    for (const call of waiting.values()) call.reject(new Error('The service is gone'));
    waiting.clear();
  });
  port.start();

  return {
    call: <M extends MethodName>(method: M, params: Params<M>) =>
      new Promise<Result<M>>((resolve, reject) => {
        const id = nextId++;
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        port.postMessage(JSON.stringify({ id, method, params }));
      }),
    close: () => {
      port.close();
    },
  };
}

function deliver(listeners: ServiceListeners, { event, data }: EventFrame): void {
  const listener: ((data: never) => void) | undefined = listeners[event];
  // The frame's event names the shape of its data.
  listener?.(data as never);
}
