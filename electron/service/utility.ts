import type { HostMessage, ServiceMessage } from '../contract/host.ts';
import { systemClock } from './clock.ts';
import { endWith } from './ending.ts';
import { createLog, type ServiceLog } from './log.ts';
import { readOptions } from './options.ts';
import { createShellPrinter } from './printing/shell-printer.ts';
import { type RunningService, runService, type Surroundings } from './running-service.ts';
import { startErrorOf } from './start-error.ts';

/** What the shell's process gives us of Electron's `parentPort`; the service knows nothing else of Electron. */
export interface ParentPort {
  on(
    event: 'message',
    listener: (message: { readonly data: HostMessage; readonly ports: readonly ConsolePort[] }) => void,
  ): unknown;
  postMessage(message: ServiceMessage): void;
}

interface ConsolePort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  postMessage(text: string): void;
}

/** The port to the shell; null in a plain Node process. */
export function parentPort(): ParentPort | null {
  const port: unknown = Reflect.get(process, 'parentPort');
  return isParentPort(port) ? port : null;
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}

/** Runs the service in Electron's utility process: consoles come as ports the shell hands over. */
export async function runUtility(parent: ParentPort, args: readonly string[]): Promise<void> {
  const log = createLog(systemClock);
  try {
    const running = await runService(readOptions(args, process.env), log, surroundingsBy(parent));
    parent.on('message', ({ data, ports }) => {
      hear(data, ports, running, log);
    });
    const { service, dataFolder } = running;
    parent.postMessage({ type: 'ready', ocppUrl: service.ocppUrl, dataFolder });
  } catch (fault) {
    const { code, message } = startErrorOf(fault);
    log.error(message);
    parent.postMessage({ type: 'failed', code, message });
    setImmediate(() => process.exit(1));
  }
}

function surroundingsBy(parent: ParentPort): Surroundings {
  const printPdf = createShellPrinter({
    onMessage: (listener) => {
      parent.on('message', ({ data }) => {
        listener(data);
      });
    },
    post: (message) => {
      parent.postMessage(message);
    },
  });
  return { sealingKey: askForSealingKey(parent), printPdf };
}

/** Asked once, and only when there are keys to seal or to open. */
function askForSealingKey(parent: ParentPort): Surroundings['sealingKey'] {
  let asked: Promise<Uint8Array | null> | null = null;
  return () => {
    asked ??= new Promise((resolve) => {
      parent.on('message', ({ data }) => {
        if (data.type === 'sealingKey') resolve(data.key === null ? null : Buffer.from(data.key, 'base64'));
      });
      parent.postMessage({ type: 'sealingKeyWanted' });
    });
    return asked;
  };
}

function hear(message: HostMessage, ports: readonly ConsolePort[], running: RunningService, log: ServiceLog): void {
  switch (message.type) {
    case 'client':
      for (const port of ports) serveConsolePort(port, running);
      break;
    case 'resume':
      running.service.reconnectStations();
      break;
    case 'suspend':
    case 'sealingKey':
    case 'pdf':
      break;
    case 'stop':
      void endWith(running.stop(), log);
      break;
  }
}

function serveConsolePort(port: ConsolePort, { service }: RunningService): void {
  const send = (text: string): void => {
    port.postMessage(text);
  };
  const leave = service.join({ send, keepsUp: () => true });
  port.on('message', ({ data }) => {
    if (typeof data === 'string') void service.dispatch(data).then(send);
  });
  port.on('close', leave);
  port.start();
}
