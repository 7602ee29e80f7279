const windowMs = 60_000;

/** Counts faults by the minute; time is monotonic. */
export class FaultCounter {
  readonly #max: number;
  #sinceMs = 0;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Counts one; true when there were more than allowed within a minute. */
  add(nowMs: number): boolean {
    if (nowMs - this.#sinceMs >= windowMs) {
      this.#sinceMs = nowMs;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count > this.#max;
  }
}
