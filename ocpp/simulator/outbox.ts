import type { Configuration } from './configuration.ts';
import type { SimulatedTime } from './time.ts';
import type { Answer, CallOutcome, Request, Uplink } from './uplink.ts';

/** Messages that must reach the central system, late rather than never (OCPP 1.6 §3.7). */
export type TransactionAction = 'StartTransaction' | 'MeterValues' | 'StopTransaction';

interface Letter {
  readonly deliver: () => Promise<'delivered' | 'failed' | 'offline'>;
  readonly resolve: (fate: 'delivered' | 'waiting') => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

/**
 * Transaction messages in the order in which things happened, one at a time. They wait while the station is offline, and one that fails is
 * sent again TransactionMessageAttempts times, waiting longer each time, then dropped (OCPP 1.6 §3.7.1).
 */
export class Outbox {
  readonly #uplink: Uplink;
  readonly #time: SimulatedTime;
  readonly #configuration: Configuration;
  readonly #letters: Letter[] = [];
  readonly #emptied: (() => void)[] = [];
  #delivering = false;

  constructor(uplink: Uplink, time: SimulatedTime, configuration: Configuration) {
    this.#uplink = uplink;
    this.#time = time;
    this.#configuration = configuration;
  }

  /** How many messages are not delivered yet. */
  get size(): number {
    return this.#letters.length;
  }

  /**
   * Queues a message. The request is made when it is sent, because an answer to an earlier one may decide its transaction id; `answered`
   * takes the answer before anything later is sent. Resolves when it is delivered, or known to have to wait; rejects when the request breaks
   * its schema.
   */
  post<A extends TransactionAction>(
    action: A,
    request: () => Request<A>,
    answered?: (response: Answer<A>) => void,
  ): Promise<'delivered' | 'waiting'> {
    return new Promise((resolve, reject) => {
      const deliver = async () => take(await this.#uplink.call(action, request()), answered);
      this.#letters.push({ deliver, resolve, reject, attempts: 0 });
      if (!this.#uplink.ready) resolve('waiting');
      this.flush();
    });
  }

  /** Sends what waits, if it can be sent now. */
  flush(): void {
    const letter = this.#letters[0];
    if (this.#delivering || !this.#uplink.ready || letter === undefined) return;
    this.#delivering = true;
    letter.deliver().then(
      (fate) => {
        this.#settle(letter, fate);
      },
      (error: unknown) => {
        letter.reject(error);
        this.#drop();
      },
    );
  }

  /** Resolves when nothing waits any more. */
  emptied(): Promise<void> {
    if (this.#letters.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#emptied.push(resolve);
    });
  }

  /** The connection is gone: nobody needs to wait for an answer any longer. */
  interrupt(): void {
    for (const letter of this.#letters) letter.resolve('waiting');
  }

  #settle(letter: Letter, fate: 'delivered' | 'failed' | 'offline'): void {
    letter.resolve(fate === 'delivered' ? 'delivered' : 'waiting');
    if (fate === 'offline') {
      this.#next();
      return;
    }
    if (fate === 'failed') {
      letter.attempts += 1;
      if (letter.attempts < this.#configuration.integer('TransactionMessageAttempts')) {
        this.#retry(letter.attempts);
        return;
      }
    }
    this.#drop();
  }

  #drop(): void {
    this.#letters.shift();
    this.#next();
    if (this.#letters.length === 0) for (const emptied of this.#emptied.splice(0)) emptied();
  }

  #retry(attempts: number): void {
    this.#time.after(this.#configuration.integer('TransactionMessageRetryInterval') * attempts * 1000, () => {
      this.#next();
    });
  }

  #next(): void {
    this.#delivering = false;
    this.flush();
  }
}

function take<A extends TransactionAction>(
  outcome: CallOutcome<A>,
  answered: ((response: Answer<A>) => void) | undefined,
): 'delivered' | 'failed' | 'offline' {
  if (outcome.kind === 'offline') return 'offline';
  if (outcome.kind !== 'answered') return 'failed';
  answered?.(outcome.response);
  return 'delivered';
}
