import { randomUUID } from 'node:crypto';
import type { Frame, FrameDirection, FrameKind } from '../model/frame.ts';
import type { OcppError } from '../model/ocpp-error.ts';
import type { CallFailure } from '../model/outcome-reason.ts';
import type { Clock, EpochMs } from '../model/time.ts';
import type { Notice } from '../notice.ts';
import { AnsweredCalls } from './answered-calls.ts';
import { callText, errorText, readFrame, type CallFrame } from './frames.ts';

/** What a peer needs of a socket. */
export interface RpcWire {
  send(text: string): void;
  /** Stops reading, so that the other side has to wait. */
  pause(): void;
  resume(): void;
}

export interface RpcHandlers {
  /** Answers one CALL with the text to send, null for silence. Called for one CALL at a time, in the order received. */
  answer(call: IncomingCall): Promise<string | null>;
  /** Every frame but the CALLs given to `answer` and the answers it gave. */
  observe(frame: Frame, remark: RpcRemark | null): void;
  /** Told what is odd about a frame that was understood all the same. */
  readonly notice?: Notice | undefined;
}

/** What is unusual about an observed frame. */
export type RpcRemark =
  /** The answer to a CALL that had timed out before; nobody waits for it any more. */
  | 'late'
  /** An answer to a CALL we never sent. */
  | 'unmatched'
  /** A CALL sent again word for word, and the answer given again. */
  | 'replayed'
  /** Not an OCPP-J message. */
  | 'junk'
  /** A message type this version does not know. */
  | 'unknownType'
  | 'empty';

export interface IncomingCall {
  readonly receivedAt: EpochMs;
  readonly messageId: string;
  /** Empty when it cannot be read. */
  readonly action: string;
  readonly payload: unknown;
  /** What is wrong with the envelope; null for a sound one. */
  readonly fault: OcppError | null;
  /** The frame byte for byte. */
  readonly text: string;
}

export type CallOutcome =
  | { readonly kind: 'result'; readonly payload: unknown }
  /** `code` as the other side spelled it. */
  | { readonly kind: 'error'; readonly code: string; readonly description: string }
  | { readonly kind: 'timedOut' }
  /** Never sent, or cut off: `queueFull`, or the reason given to `close`. */
  | { readonly kind: 'failed'; readonly reason: CallFailure };

export interface RpcLimits {
  /** How long a CALL of ours may stay unanswered. */
  readonly callTimeoutMs: number;
  /** How many CALLs of ours may wait for their turn. */
  readonly maxWaitingCalls: number;
  /** How many received CALLs may wait for their answer before reading stops; it goes on at half of it. */
  readonly maxWaitingAnswers: number;
  /** The same for their total length in characters. */
  readonly maxWaitingChars: number;
  /** How long a CALL sent again word for word gets the same answer again. */
  readonly replayWindowMs: number;
  /** How many characters of CALLs and answers are kept for that. */
  readonly replayMaxChars: number;
}

/** The limits OCPP leaves to the implementation. */
export const defaultRpcLimits: RpcLimits = {
  callTimeoutMs: 30_000,
  maxWaitingCalls: 20,
  maxWaitingAnswers: 64,
  maxWaitingChars: 4_194_304,
  replayWindowMs: 300_000,
  replayMaxChars: 262_144,
};

export interface CallOptions {
  /** Sent before what is not urgent. */
  readonly urgent: boolean;
  /** Observed in place of the payload, where that holds a secret. */
  readonly observedPayload?: object | undefined;
}

interface OutgoingCall {
  readonly messageId: string;
  readonly action: string;
  readonly text: string;
  readonly observedText: string;
  readonly urgent: boolean;
  settle(outcome: CallOutcome): void;
}

/** How many timed-out CALLs are remembered, so that a late answer can be named. */
const maxExpired = 20;

/**
 * One side of an OCPP-J connection, either one: answers what it is called for one by one, and has at most one CALL of its own under way
 * (OCPP-J 1.6 §4.1.1, 2.0.1 Part 4 §4.1.4). Nothing that is received makes it throw.
 */
export class RpcPeer {
  readonly #wire: RpcWire;
  readonly #handlers: RpcHandlers;
  readonly #limits: RpcLimits;
  readonly #clock: Clock;
  readonly #answered: AnsweredCalls;
  readonly #waitingAnswers: IncomingCall[] = [];
  readonly #waitingCalls: OutgoingCall[] = [];
  readonly #expired = new Map<string, string>();
  #waitingChars = 0;
  #pending: { readonly call: OutgoingCall; readonly timer: NodeJS.Timeout } | null = null;
  #answering: Promise<void> | null = null;
  #paused = false;
  #finishing = false;
  #closedFor: CallFailure | null = null;

  constructor(wire: RpcWire, handlers: RpcHandlers, limits: RpcLimits, clock: Clock) {
    this.#wire = wire;
    this.#handlers = handlers;
    this.#limits = limits;
    this.#clock = clock;
    this.#answered = new AnsweredCalls(limits.replayWindowMs, limits.replayMaxChars);
  }

  /** Whether a received CALL still waits for its answer. */
  get isAnswering(): boolean {
    return this.#answering !== null;
  }

  /** Takes one text frame from the socket. */
  receive(text: string): void {
    if (this.#closedFor !== null || this.#finishing) return;
    const frame = readFrame(text, this.#handlers.notice);
    switch (frame.kind) {
      case 'call':
        this.#enqueueAnswer(frame, text);
        return;
      case 'result':
        this.#settlePending('result', frame.messageId, text, { kind: 'result', payload: frame.payload });
        return;
      case 'error':
        this.#settlePending('error', frame.messageId, text, frame);
        return;
      case 'junk':
      case 'unknownType':
      case 'empty':
        this.#observe('in', 'invalid', null, null, text, frame.kind);
    }
  }

  /** Sends a CALL when its turn comes, an urgent one before those that are not. Never rejects. */
  call(action: string, payload: object, { urgent, observedPayload = payload }: CallOptions): Promise<CallOutcome> {
    if (this.#closedFor !== null) return Promise.resolve({ kind: 'failed', reason: this.#closedFor });
    if (this.#waitingCalls.length >= this.#limits.maxWaitingCalls) {
      return Promise.resolve({ kind: 'failed', reason: 'queueFull' });
    }
    return new Promise((settle) => {
      const messageId = randomUUID();
      const text = callText(messageId, action, payload);
      const observedText = callText(messageId, action, observedPayload);
      const call = { messageId, action, text, observedText, urgent, settle };
      const place = urgent ? this.#waitingCalls.findIndex((waiting) => !waiting.urgent) : -1;
      this.#waitingCalls.splice(place === -1 ? this.#waitingCalls.length : place, 0, call);
      this.#sendNext();
    });
  }

  /** Answers what is being answered, takes nothing more in, and resolves then. */
  async finish(): Promise<void> {
    this.#finishing = true;
    this.#waitingAnswers.length = 0;
    await this.#answering;
  }

  /** Ends everything: CALLs of ours fail with `reason`, received ones get no answer any more. */
  close(reason: CallFailure): void {
    if (this.#closedFor !== null) return;
    this.#closedFor = reason;
    this.#waitingAnswers.length = 0;
    const cutOff = [...(this.#pending ? [this.#pending.call] : []), ...this.#waitingCalls.splice(0)];
    if (this.#pending) clearTimeout(this.#pending.timer);
    this.#pending = null;
    for (const call of cutOff) call.settle({ kind: 'failed', reason });
  }

  #enqueueAnswer(frame: CallFrame, text: string): void {
    const { messageId, action, payload, fault } = frame;
    this.#waitingAnswers.push({ receivedAt: this.#clock.now(), messageId, action, payload, fault, text });
    this.#waitingChars += text.length;
    if (!this.#paused && this.#backlog() >= 1) {
      this.#paused = true;
      this.#wire.pause();
    }
    this.#answering ??= this.#answerAll();
  }

  /** How much waits for an answer, as a share of what may wait. */
  #backlog(): number {
    const { maxWaitingAnswers, maxWaitingChars } = this.#limits;
    return Math.max(this.#waitingAnswers.length / maxWaitingAnswers, this.#waitingChars / maxWaitingChars);
  }

  async #answerAll(): Promise<void> {
    for (let call = this.#waitingAnswers.shift(); call !== undefined; call = this.#waitingAnswers.shift()) {
      await this.#answerOne(call);
      this.#waitingChars -= call.text.length;
      if (this.#paused && this.#backlog() <= 0.5) {
        this.#paused = false;
        this.#wire.resume();
      }
    }
    this.#answering = null;
  }

  async #answerOne(call: IncomingCall): Promise<void> {
    const { messageId, action, text } = call;
    const earlier = this.#answered.find(messageId, text, performance.now());
    if (earlier !== null) {
      this.#observe('in', 'call', messageId, action, text, 'replayed');
      this.#observe('out', earlier.startsWith('[4') ? 'error' : 'result', messageId, action, earlier, 'replayed');
      this.#wire.send(earlier);
      return;
    }
    const answer = await this.#handlers.answer(call).catch(() => errorText(messageId, 'InternalError', ''));
    if (answer === null || this.#closedFor !== null) return;
    this.#answered.remember(messageId, text, answer, performance.now());
    this.#wire.send(answer);
  }

  #sendNext(): void {
    if (this.#pending !== null) return;
    const call = this.#waitingCalls.shift();
    if (call === undefined) return;
    const timer = setTimeout(() => {
      this.#expire(call);
    }, this.#limits.callTimeoutMs);
    this.#pending = { call, timer };
    this.#observe('out', 'call', call.messageId, call.action, call.observedText, null);
    this.#wire.send(call.text);
  }

  #settlePending(kind: 'result' | 'error', messageId: string, text: string, outcome: CallOutcome): void {
    const pending = this.#pending;
    if (pending?.call.messageId !== messageId) {
      const action = this.#expired.get(messageId) ?? null;
      this.#observe('in', kind, messageId, action, text, action === null ? 'unmatched' : 'late');
      return;
    }
    clearTimeout(pending.timer);
    this.#pending = null;
    this.#observe('in', kind, messageId, pending.call.action, text, null);
    pending.call.settle(outcome);
    this.#sendNext();
  }

  #expire(call: OutgoingCall): void {
    this.#pending = null;
    this.#expired.set(call.messageId, call.action);
    const [oldest] = this.#expired.keys();
    if (this.#expired.size > maxExpired && oldest !== undefined) this.#expired.delete(oldest);
    call.settle({ kind: 'timedOut' });
    this.#sendNext();
  }

  #observe(
    direction: FrameDirection,
    kind: FrameKind,
    messageId: string | null,
    action: string | null,
    text: string,
    remark: RpcRemark | null,
  ): void {
    this.#handlers.observe({ at: this.#clock.now(), direction, kind, messageId, action, text }, remark);
  }
}
