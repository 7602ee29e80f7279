import type { RawData, WebSocket } from 'ws';
import type { ChargingRules, StationConnectionInfo } from '../central-system.ts';
import type { Command, CommandOutcome } from '../model/command.ts';
import type { Frame, FrameKind } from '../model/frame.ts';
import type { StationHabit } from '../model/habit.ts';
import { withoutToldSecret } from '../model/secrets.ts';
import type { OutgoingCommand, Protocol } from '../protocol.ts';
import { errorText, resultText } from '../rpc/frames.ts';
import { RpcPeer, type CallOutcome, type IncomingCall, type RpcRemark } from '../rpc/peer.ts';
import type { OcppServerOptions } from '../server-options.ts';
import { binaryNotAccepted, closeCodes, type ConnectionEnd, isMessageTooLong } from './connection-end.ts';
import { FaultCounter } from './fault-counter.ts';
import { sayGoodbye } from './goodbye.ts';
import { HabitWatch } from './habit-watch.ts';
import { Heart } from './heart.ts';
import { Sender } from './sender.ts';
import { TokenBucket } from './token-bucket.ts';
import { Valve } from './valve.ts';

/** What an unusual frame says of a station; a late answer says nothing. */
const habitByRemark: Record<RpcRemark, StationHabit | null> = {
  replayed: 'repeatedMessages',
  unmatched: 'strayAnswers',
  empty: 'emptyFrames',
  junk: null,
  late: null,
  unknownType: null,
};

/** One station on one WebSocket: puts its CALLs to the central system and sends it ours. Nothing it sends can make it throw. */
export class StationConnection {
  readonly info: StationConnectionInfo;
  readonly #socket: WebSocket;
  readonly #protocol: Protocol;
  readonly #options: OcppServerOptions;
  readonly #onEnd: (connection: StationConnection, end: ConnectionEnd) => void;
  readonly #peer: RpcPeer;
  readonly #sender: Sender;
  readonly #heart: Heart;
  readonly #reading: Valve<'backlog' | 'flood'>;
  readonly #unanswered: TokenBucket;
  readonly #junk: FaultCounter;
  readonly #habits: HabitWatch;
  readonly #settled: Promise<void>;
  #settle: () => void = () => undefined;
  #settleTimer: NodeJS.Timeout;
  #floodTimer: NodeJS.Timeout | null = null;
  #hasEnded = false;

  constructor(
    socket: WebSocket,
    info: StationConnectionInfo,
    protocol: Protocol,
    options: OcppServerOptions,
    onEnd: (connection: StationConnection, end: ConnectionEnd) => void,
  ) {
    this.info = info;
    this.#socket = socket;
    this.#protocol = protocol;
    this.#options = options;
    this.#onEnd = onEnd;
    this.#habits = new HabitWatch((habit, sample) => {
      options.centralSystem.noticed(info.stationId, habit, sample);
    });
    this.#reading = new Valve(
      () => {
        socket.pause();
      },
      () => {
        socket.resume();
      },
    );
    this.#unanswered = new TokenBucket(options.unansweredPerSecond, options.unansweredBurst, performance.now());
    this.#junk = new FaultCounter(options.maxJunkPerMinute);
    this.#sender = new Sender(socket, options, () => {
      this.end('tooSlow');
    });
    this.#heart = new Heart(
      socket,
      options,
      () => !this.#reading.isClosed,
      () => {
        this.#habits.notice('halfOpenConnections');
        this.end('pingTimeout');
      },
    );
    this.#peer = this.#createPeer();
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#settleTimer = setTimeout(this.#settle, options.settleMs);
    this.#listen();
  }

  /** Sends a command; one that nobody gave waits until the station has had its time to boot. Never rejects. */
  async command(command: Command, origin: 'operator' | 'automatic'): Promise<CommandOutcome> {
    const outgoing = this.#translate(command);
    if (outgoing === null) return { kind: 'failed', reason: 'invalidCommand' };
    if (origin === 'automatic') await this.#settled;
    return this.#commandOutcome(outgoing, await this.#peer.call(outgoing.action, outgoing.payload, outgoing));
  }

  /** Ends the connection; only the first reason counts. */
  end(reason: ConnectionEnd, closeCode = closeCodes[reason]): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#heart.stop();
    this.#sender.stop();
    clearTimeout(this.#settleTimer);
    if (this.#floodTimer !== null) clearTimeout(this.#floodTimer);
    this.#settle();
    this.#peer.close(reason === 'replaced' ? 'connectionReplaced' : 'connectionClosed');
    // A paused socket would never hear the other side's goodbye.
    if (this.#reading.isClosed) this.#socket.resume();
    if (closeCode === null) this.#socket.terminate();
    else sayGoodbye(this.#socket, closeCode, this.#options.closeTimeoutMs);
    this.#onEnd(this, reason);
  }

  /** Answers what is being answered, then ends the connection. */
  async finish(): Promise<void> {
    await this.#peer.finish();
    this.end('shutdown');
  }

  #createPeer(): RpcPeer {
    const wire = {
      send: (text: string): void => {
        this.#sender.send(text);
      },
      pause: (): void => {
        this.#reading.close('backlog');
      },
      resume: (): void => {
        this.#reading.open('backlog');
      },
    };
    const handlers = {
      answer: (call: IncomingCall): Promise<string | null> => this.#answer(call),
      observe: (frame: Frame, remark: RpcRemark | null): void => {
        this.#observe(frame, remark);
      },
      notice: this.#habits.notice,
    };
    return new RpcPeer(wire, handlers, this.#options, this.#options.clock);
  }

  #listen(): void {
    this.#socket.on('message', (data, isBinary) => {
      this.#receive(data, isBinary);
    });
    this.#socket.on('ping', () => {
      this.#heart.beat();
      this.#spendToken();
    });
    this.#socket.on('pong', () => {
      this.#heart.beat();
    });
    this.#socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#breakOff(error);
    });
    this.#socket.on('close', () => {
      this.end('closed');
    });
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#hasEnded) return;
    this.#heart.beat();
    if (isBinary) {
      this.end('protocolError', binaryNotAccepted);
      return;
    }
    // A station that waits for its answers may be as fast as it likes.
    if (this.#peer.isAnswering) this.#spendToken();
    this.#peer.receive(textOf(data));
  }

  #breakOff(error: NodeJS.ErrnoException): void {
    const { stationId, connectionId } = this.info;
    const { code, message } = error;
    const isTooLong = isMessageTooLong(error);
    this.#options.log.warn(
      isTooLong ? 'A station sent a message that is too long' : 'A station broke the WebSocket protocol',
      { stationId, connectionId, error: message },
    );
    if (!isTooLong && code?.startsWith('WS_ERR_') === true) this.#habits.notice('webSocketFaults', undefined, message);
    this.end(isTooLong ? 'messageTooLong' : 'protocolError');
  }

  #spendToken(): void {
    if (this.#hasEnded) return;
    const waitMs = this.#unanswered.take(performance.now());
    if (waitMs === 0) return;
    this.#reading.close('flood');
    if (this.#floodTimer !== null) clearTimeout(this.#floodTimer);
    this.#floodTimer = setTimeout(() => {
      this.#reading.open('flood');
    }, waitMs);
  }

  #observe(frame: Frame, remark: RpcRemark | null): void {
    if (remark !== null) this.#remark(remark, frame);
    if (remark !== 'empty') this.#options.centralSystem.record(this.info, asKept(frame));
    if (remark !== 'junk' || !this.#junk.add(performance.now())) return;
    const { stationId, connectionId } = this.info;
    this.#options.log.warn('A station sends too much that is no OCPP message', { stationId, connectionId });
    this.end('protocolError');
  }

  #remark(remark: RpcRemark, { text }: Frame): void {
    this.#spendToken();
    const habit = habitByRemark[remark];
    if (habit !== null) this.#habits.notice(habit, undefined, text);
  }

  /** Nothing is answered before it is durable, and nothing at all when it cannot be: the station then keeps its message. */
  async #answer(call: IncomingCall): Promise<string | null> {
    const { receivedAt, messageId, text } = call;
    const action = call.action === '' ? null : call.action;
    const frame: Frame = { at: receivedAt, direction: 'in', kind: 'call', messageId, action, text };
    try {
      const answer = await this.#options.centralSystem.exchange(
        { connection: this.info, frame },
        (rules) => this.#resultFrame(call, rules),
        (fault) => this.#faultFrame(call, fault),
      );
      if (action === 'BootNotification') setImmediate(this.#settle);
      return answer.text;
    } catch (error) {
      const { stationId, connectionId } = this.info;
      this.#options.log.error('A message could not be stored', { stationId, connectionId, messageId, action, error });
      this.end('storageFault');
      return null;
    }
  }

  async #resultFrame(call: IncomingCall, rules: ChargingRules): Promise<Frame> {
    const payload = await this.#protocol.answer(call, rules, this.#habits.notice);
    return this.#answerFrame('result', call, resultText(call.messageId, payload));
  }

  #faultFrame(call: IncomingCall, fault: unknown): Frame {
    const answer = this.#protocol.answerFault(call, fault);
    if (answer.kind === 'result') return this.#answerFrame('result', call, resultText(call.messageId, answer.payload));
    return this.#answerFrame('error', call, errorText(call.messageId, answer.wireCode, answer.description));
  }

  #answerFrame(kind: FrameKind, { messageId, action }: IncomingCall, text: string): Frame {
    const at = this.#options.clock.now();
    return { at, direction: 'out', kind, messageId, action: action === '' ? null : action, text };
  }

  #translate(command: Command): OutgoingCommand | null {
    try {
      return this.#protocol.outgoing(command);
    } catch (error) {
      const { stationId } = this.info;
      this.#options.log.warn('A command does not fit the protocol', { stationId, command: command.type, error });
      return null;
    }
  }

  #commandOutcome(outgoing: OutgoingCommand, outcome: CallOutcome): CommandOutcome {
    switch (outcome.kind) {
      case 'result':
        return this.#readOutcome(outgoing, outcome.payload);
      case 'error':
        return this.#protocol.refusal(outcome.code, this.#habits.notice);
      case 'timedOut':
        return { kind: 'timedOut' };
      case 'failed':
        return { kind: 'failed', reason: outcome.reason };
    }
  }

  #readOutcome(outgoing: OutgoingCommand, payload: unknown): CommandOutcome {
    try {
      return outgoing.readOutcome(payload, this.#options.clock.now(), this.#habits.notice);
    } catch (error) {
      const { stationId } = this.info;
      const { action } = outgoing;
      this.#options.log.warn('A station answered a command with something else', { stationId, action, error });
      return { kind: 'failed', reason: 'invalidAnswer' };
    }
  }
}

function asKept(frame: Frame): Frame {
  return frame.kind === 'result' && frame.direction === 'in'
    ? { ...frame, text: withoutToldSecret(frame.text) }
    : frame;
}

function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)).toString('utf8');
}
