import type { StorageFault } from './storage-fault.ts';

type Listener = (fault: StorageFault | null) => void;

/** Whether the store is in a fault, and who wants to know. */
export class FaultState {
  readonly #listeners = new Set<Listener>();
  #current: StorageFault | null = null;

  get current(): StorageFault | null {
    return this.#current;
  }

  /** Calls the listeners when a fault begins or ends, not when one follows another. */
  set(fault: StorageFault | null): void {
    const changed = (fault === null) !== (this.#current === null);
    this.#current = fault;
    if (changed) for (const listener of this.#listeners) listener(fault);
  }

  onChanged(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
