import { MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron';
import { performance } from 'node:perf_hooks';
import type { HostMessage, ServiceMessage, StartFailure } from '../contract/host.ts';
import { createBackOff } from './back-off.ts';
import type { PrintPdf } from './pdf-window.ts';
import type { SealingKeySource } from './sealing-key.ts';

/** What is known of the service: one of these at any time. */
export type ServiceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly ocppUrl: string; readonly dataFolder: string }
  /** It could not start; it is tried again by itself. */
  | { readonly kind: 'failed'; readonly code: StartFailure; readonly message: string }
  /** It died; the next one is on its way. */
  | { readonly kind: 'restarting' }
  | { readonly kind: 'stopped' };

export interface ServiceHostOptions {
  readonly script: string;
  readonly dataFolder: string;
  readonly flags: readonly string[];
  readonly log: (line: string) => void;
  readonly sealingKey: SealingKeySource;
  readonly printPdf: PrintPdf;
}

/** Keeps one service running. */
export interface ServiceHost {
  start(demo: boolean): void;
  state(): ServiceState;
  onState(listener: (state: ServiceState) => void): void;
  /** A new line to the service, or null while it is not ready. */
  connect(): MessagePortMain | null;
  tell(message: HostMessage): void;
  /** Ends the service, for good or to start it in the other mode. Resolves when it is gone. */
  stop(): Promise<void>;
}

const stopTimeoutMs = 8_000;

export function createServiceHost(options: ServiceHostOptions): ServiceHost {
  const backOff = createBackOff();
  const listeners: ((state: ServiceState) => void)[] = [];
  let state: ServiceState = { kind: 'stopped' };
  let child: UtilityProcess | null = null;
  let retryTimer: NodeJS.Timeout | undefined;

  const setState = (next: ServiceState): void => {
    state = next;
    for (const listener of listeners) listener(next);
  };

  const fork = (demo: boolean): void => {
    const args = ['--data', options.dataFolder, ...options.flags, ...(demo ? ['--demo'] : [])];
    const forked = utilityProcess.fork(options.script, args, { serviceName: 'Stansiya service', stdio: 'inherit' });
    child = forked;
    backOff.started(performance.now());
    forked.on('message', (message: ServiceMessage) => {
      if (child === forked) heard(message, forked);
    });
    forked.once('exit', (code) => {
      if (child === forked) exited(code, demo);
    });
  };

  const heard = (message: ServiceMessage, from: UtilityProcess): void => {
    if (message.type === 'sealingKeyWanted') {
      void options.sealingKey().then((key) => {
        from.postMessage({ type: 'sealingKey', key } satisfies HostMessage);
      });
    } else if (message.type === 'pdfWanted') {
      void options.printPdf(message.html, message.page).then((bytes) => {
        from.postMessage({ type: 'pdf', id: message.id, bytes } satisfies HostMessage);
      });
    } else if (message.type === 'ready') {
      options.log(`The service listens on ${message.ocppUrl}`);
      setState({ kind: 'ready', ocppUrl: message.ocppUrl, dataFolder: message.dataFolder });
    } else {
      options.log(`The service could not start (${message.code}): ${message.message}`);
      setState({ kind: 'failed', code: message.code, message: message.message });
    }
  };

  const exited = (code: number, demo: boolean): void => {
    child = null;
    const delayMs = backOff.nextDelayMs(performance.now());
    options.log(`The service ended with code ${String(code)}; starting it again in ${String(delayMs)} ms`);
    if (state.kind !== 'failed') setState({ kind: 'restarting' });
    retryTimer = setTimeout(() => {
      fork(demo);
    }, delayMs);
  };

  return {
    start(demo) {
      setState({ kind: 'starting' });
      fork(demo);
    },
    state: () => state,
    onState(listener) {
      listeners.push(listener);
    },
    connect() {
      if (state.kind !== 'ready' || child === null) return null;
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ type: 'client' } satisfies HostMessage, [port1]);
      return port2;
    },
    tell(message) {
      child?.postMessage(message);
    },
    async stop() {
      clearTimeout(retryTimer);
      const stopping = child;
      // From here on nothing this process says or does is of interest but its end.
      child = null;
      setState({ kind: 'stopped' });
      if (stopping !== null) await endOf(stopping);
    },
  };
}

/** Asks the process to finish, and ends it when it does not. */
function endOf(child: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), stopTimeoutMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.postMessage({ type: 'stop' } satisfies HostMessage);
  });
}
