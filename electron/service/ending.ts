import type { Log } from './domain/log.ts';

/** Ends the process when the service has stopped: with 0, or with 1 and the reason in the log where it did not stop cleanly. */
export async function endWith(stopped: Promise<void>, log: Log): Promise<never> {
  try {
    await stopped;
  } catch (fault) {
    log.error('the service did not end cleanly', { fault });
    process.exit(1);
  }
  process.exit(0);
}
