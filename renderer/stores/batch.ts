export interface Batch<Key, Value> {
  add(key: Key, value: Value): void;
  /** Applies what is there, then keeps changes back until `release`. */
  hold(): void;
  release(): void;
}

/** Fast enough to be live, slow enough that a thousand changes a second cost ten renderings. */
const intervalMs = 100;

/** Collects changes and applies them together; of several changes of one key the last one counts. */
export function createBatch<Key, Value>(apply: (changes: ReadonlyMap<Key, Value>) => void): Batch<Key, Value> {
  let changes = new Map<Key, Value>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held = false;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (held || changes.size === 0) return;
    const ready = changes;
    changes = new Map();
    apply(ready);
  };

  return {
    add: (key, value) => {
      changes.set(key, value);
      if (!held) timer ??= setTimeout(flush, intervalMs);
    },
    hold: () => {
      flush();
      held = true;
    },
    release: () => {
      held = false;
      flush();
    },
  };
}
