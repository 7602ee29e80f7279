/** Stops a flow while there is any reason to. */
export class Valve<Reason extends string> {
  readonly #reasons = new Set<Reason>();
  readonly #stop: () => void;
  readonly #go: () => void;

  constructor(stop: () => void, go: () => void) {
    this.#stop = stop;
    this.#go = go;
  }

  get isClosed(): boolean {
    return this.#reasons.size > 0;
  }

  close(reason: Reason): void {
    if (!this.isClosed) this.#stop();
    this.#reasons.add(reason);
  }

  open(reason: Reason): void {
    if (this.#reasons.delete(reason) && !this.isClosed) this.#go();
  }
}
