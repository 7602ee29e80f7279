import type { StorageFault } from './storage-fault.ts';

type Listener = (fault: StorageFault | null) => void;

/** Whether the store is in a fault, and who wants to know. */
export class FaultState {
  readonly #listeners = new Set<Listener>();
  #current: StorageFault | null = null;

  get current(): StorageFault | null {
    return this.#current;
  }

  /** Whether waiting may help: a damaged file does not heal, and writing to it makes it worse. */
  get mayPass(): boolean {
    return this.#current !== null && this.#current.code !== 'corrupt';
  }

  /** Calls the listeners when a fault begins or ends, not when one follows another. Nothing follows a damaged file. */
  set(fault: StorageFault | null): void {
    if (this.#current?.code === 'corrupt') return;
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
