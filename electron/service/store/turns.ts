/** Lets one job run at a time, in the order they came. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy = true;
    try {
      return await job();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy = false;
    }
  }
}
