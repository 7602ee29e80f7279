import { powerMonitor, powerSaveBlocker } from 'electron';
import type { ServiceHost } from './service-host.ts';

/** Keeps the computer from falling asleep by itself while chargers may call. */
export interface SleepGuard {
  setListening(listening: boolean): void;
}

export function createSleepGuard(): SleepGuard {
  let blocker: number | null = null;
  return {
    setListening(listening) {
      if (listening && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      if (!listening && blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
  };
}

/** A person or a closed lid puts the computer to sleep all the same: the service is told, and drops the dead connections when it wakes. */
export function watchPower(service: ServiceHost, log: (line: string) => void): void {
  powerMonitor.on('suspend', () => {
    log('The computer goes to sleep');
    service.tell({ type: 'suspend' });
  });
  powerMonitor.on('resume', () => {
    log('The computer woke up');
    service.tell({ type: 'resume' });
  });
}
