import { app, powerMonitor } from 'electron';
import type { ServiceHost } from './service-host.ts';

export interface QuitOptions {
  readonly service: ServiceHost;
  readonly openSessions: () => Promise<number>;
  readonly confirm: (openSessions: number) => Promise<boolean>;
}

/** The way out: asks while cars are charging, then lets the service finish before the program ends. */
export interface Quit {
  readonly isQuitting: () => boolean;
  /** Leaves without a question: the computer itself is going down, or a program asked. */
  readonly now: () => void;
}

export function guardQuit({ service, openSessions, confirm }: QuitOptions): Quit {
  let phase: 'running' | 'asking' | 'leaving' | 'stopped' = 'running';

  const leave = (): void => {
    phase = 'leaving';
    app.quit();
  };
  const mayLeave = async (): Promise<boolean> => {
    const open = await openSessions();
    return open === 0 || confirm(open);
  };
  const ask = async (): Promise<void> => {
    phase = 'asking';
    const answer = await mayLeave().finally(() => {
      phase = 'running';
    });
    if (answer) leave();
  };

  app.on('before-quit', (event) => {
    if (phase === 'leaving' || phase === 'stopped') return;
    event.preventDefault();
    if (phase === 'running') void ask();
  });
  app.on('will-quit', (event) => {
    if (phase === 'stopped') return;
    event.preventDefault();
    void service.stop().then(() => {
      phase = 'stopped';
      // Electron must be through with this event before it is told to leave again, or it may stay for ever.
      setImmediate(() => {
        app.quit();
      });
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
  powerMonitor.on('shutdown', leave);

  return { isQuitting: () => phase === 'leaving' || phase === 'stopped', now: leave };
}
