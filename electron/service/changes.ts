import type { Announce, Change } from './domain/changes.ts';
import type { Log } from './domain/log.ts';

/** Passes every change on to those who want to hear of it, in the order they were added. */
export interface ChangeHub {
  readonly announce: Announce;
  readonly add: (listener: Announce) => void;
}

export function createChangeHub(log: Log): ChangeHub {
  const listeners: Announce[] = [];
  const pass = (listener: Announce, change: Change): void => {
    try {
      listener(change);
    } catch (fault) {
      log.error('a change could not be passed on', { change: change.type, fault });
    }
  };
  return {
    announce(change) {
      for (const listener of listeners) pass(listener, change);
    },
    add(listener) {
      listeners.push(listener);
    },
  };
}
