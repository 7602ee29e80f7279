import type { EventName, Events, MethodName, Params, Result } from '../../electron/contract/api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { EventFrame, ResponseFrame } from '../../electron/contract/wire.ts';
import { readServiceFrame, writeRequest } from './frames.ts';
import type { OpenTransport, Transport } from './transport.ts';

export type ConnectionState = 'connecting' | 'connected' | 'disconnected';

/** The console's side of the contract. */
export interface ConsoleClient {
  /** Rejects with an `AppError`: the service's own, or `disconnected` when no answer can come any more. */
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void;
  /** Called when all that is held must be loaded again: after every connection, and after lost events. At once while connected. */
  onReload(listener: () => void): () => void;
  onState(listener: (state: ConnectionState) => void): () => void;
  close(): void;
}

/** The service says something every 10 s; a line that is silent for longer than this is dead. */
const silenceLimitMs = 30_000;
const firstRetryMs = 250;
const lastRetryMs = 5_000;

interface PendingCall {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: AppError) => void;
}

type AnyListener = (data: never) => void;

/** Connects, and connects again for as long as it is not closed. */
export function createConsoleClient(openTransport: OpenTransport): ConsoleClient {
  const pending = new Map<number, PendingCall>();
  const eventListeners = new Map<EventName, Set<AnyListener>>();
  const reloadListeners = new Set<() => void>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'connecting';
  let transport: Transport | null = null;
  let lastSeq: number | null = null;
  let nextId = 1;
  let retryMs = firstRetryMs;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let silenceTimer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const setState = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of stateListeners) listener(next);
  };

  const reloadAll = (): void => {
    for (const listener of [...reloadListeners]) listener();
  };

  const connect = (): void => {
    let mine: Transport | null = null;
    const isCurrent = (): boolean => mine === null || mine === transport;
    mine = openTransport({
      opened: () => {
        if (isCurrent()) opened();
      },
      received: (text) => {
        if (isCurrent()) received(text);
      },
      closed: () => {
        if (isCurrent()) lost();
      },
    });
    transport = mine;
  };

  const opened = (): void => {
    retryMs = firstRetryMs;
    lastSeq = null;
    watchSilence();
    // A desktop port may open before `openTransport` has returned; nothing can be sent until it has.
    queueMicrotask(() => {
      if (transport === null) return;
      setState('connected');
      reloadAll();
    });
  };

  const lost = (): void => {
    transport = null;
    clearTimeout(silenceTimer);
    if (ended) return;
    setState('disconnected');
    for (const call of pending.values()) call.reject(new AppError('disconnected'));
    pending.clear();
    retryTimer = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, lastRetryMs);
  };

  const watchSilence = (): void => {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => {
      const silent = transport;
      lost();
      silent?.close();
    }, silenceLimitMs);
  };

  const received = (text: string): void => {
    watchSilence();
    const frame = readServiceFrame(text);
    if (frame === null) return;
    if ('event' in frame) receivedEvent(frame);
    else receivedAnswer(frame);
  };

  const receivedEvent = (frame: EventFrame): void => {
    const gap = lastSeq !== null && frame.seq !== lastSeq + 1;
    lastSeq = frame.seq;
    for (const listener of eventListeners.get(frame.event) ?? []) listener(frame.data as never);
    if (gap) reloadAll();
  };

  const receivedAnswer = (frame: ResponseFrame): void => {
    if (typeof frame.id !== 'number') return;
    const call = pending.get(frame.id);
    pending.delete(frame.id);
    if ('error' in frame) call?.reject(new AppError(frame.error.code, frame.error.details, frame.error.message));
    else call?.resolve(frame.result);
  };

  connect();

  return {
    call: <M extends MethodName>(method: M, params: Params<M>) =>
      new Promise<Result<M>>((resolve, reject) => {
        if (transport === null || state !== 'connected') {
          reject(new AppError('disconnected'));
          return;
        }
        const id = nextId++;
        // The contract says what a method answers; both sides are built from it.
        pending.set(id, { resolve: resolve as PendingCall['resolve'], reject });
        transport.send(writeRequest({ id, method, params }));
      }),
    on: (event, listener) => {
      const listeners = eventListeners.get(event) ?? new Set<AnyListener>();
      eventListeners.set(event, listeners);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onReload: (listener) => {
      reloadListeners.add(listener);
      if (state === 'connected') listener();
      return () => reloadListeners.delete(listener);
    },
    onState: (listener) => {
      stateListeners.add(listener);
      listener(state);
      return () => stateListeners.delete(listener);
    },
    close: () => {
      ended = true;
      clearTimeout(retryTimer);
      clearTimeout(silenceTimer);
      transport?.close();
      for (const call of pending.values()) call.reject(new AppError('disconnected'));
      pending.clear();
      setState('disconnected');
    },
  };
}
