/** Between two reports of the same address. */
const intervalMs = 10_000;
/** Addresses are swept when there are this many. */
const maxAddresses = 1_000;

/** Keeps reports of what an address does wrong from becoming a flood; time is monotonic. */
export class ReportBrake {
  readonly #reportedAt = new Map<string, number>();

  /** Whether something of this address should be reported now. */
  isDue(address: string, nowMs: number): boolean {
    const last = this.#reportedAt.get(address);
    if (last !== undefined && nowMs - last < intervalMs) return false;
    if (this.#reportedAt.size >= maxAddresses) this.#sweep(nowMs);
    if (this.#reportedAt.size >= maxAddresses) return false;
    this.#reportedAt.set(address, nowMs);
    return true;
  }

  #sweep(nowMs: number): void {
    for (const [address, at] of this.#reportedAt) if (nowMs - at >= intervalMs) this.#reportedAt.delete(address);
  }
}
