interface AnsweredCall {
  readonly text: string;
  readonly answer: string;
  readonly answeredAtMs: number;
}

/**
 * Answers given on one connection, so that a CALL sent again word for word gets its answer again and has no second effect. Forgets the
 * oldest beyond `maxChars`.
 */
export class AnsweredCalls {
  readonly #calls = new Map<string, AnsweredCall>();
  readonly #windowMs: number;
  readonly #maxChars: number;
  #chars = 0;

  constructor(windowMs: number, maxChars: number) {
    this.#windowMs = windowMs;
    this.#maxChars = maxChars;
  }

  /** The answer to this very text, if it was given within the time window. */
  find(messageId: string, text: string, nowMs: number): string | null {
    const call = this.#calls.get(messageId);
    if (call === undefined || call.text !== text || nowMs - call.answeredAtMs > this.#windowMs) return null;
    return call.answer;
  }

  remember(messageId: string, text: string, answer: string, nowMs: number): void {
    this.#forget(messageId);
    this.#calls.set(messageId, { text, answer, answeredAtMs: nowMs });
    this.#chars += text.length + answer.length;
    for (const [oldest] of this.#calls) {
      if (this.#chars <= this.#maxChars) break;
      this.#forget(oldest);
    }
  }

  #forget(messageId: string): void {
    const call = this.#calls.get(messageId);
    if (call === undefined) return;
    this.#calls.delete(messageId);
    this.#chars -= call.text.length + call.answer.length;
  }
}
