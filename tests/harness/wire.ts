import { expect } from 'vitest';
import type { FrameListener, LoggedFrame } from '../../ocpp/simulator/connection.ts';
import { eventually } from './eventually.ts';
import { schemaFaults } from './official-schemas.ts';

export type Party = 'station' | 'centralSystem';

/** A CALL and the answer to it. */
export interface Exchange {
  readonly by: Party;
  readonly action: string;
  readonly request: unknown;
  /** The payload of the CALLRESULT, or `{ errorCode }` of the CALLERROR; undefined while there is none. */
  readonly answer: unknown;
}

/** A station calls and is answered exactly so; of what it says only what matters is named. */
export const says = (action: string, request: object = {}, answer: object = {}): Exchange => ({
  by: 'station',
  action,
  request: expect.objectContaining(request),
  answer,
});

/** The central system calls with exactly this; of the station's answer only what matters is named. */
export const asks = (action: string, request: object, answer: object = {}): Exchange => ({
  by: 'centralSystem',
  action,
  request,
  answer: expect.objectContaining(answer),
});

/** What went over a station's connections, in order. */
export interface Wire {
  readonly listen: FrameListener;
  readonly exchanges: readonly Exchange[];
  /** CALLs of one kind, oldest first. */
  of(action: string): readonly Exchange[];
  /**
   * Waits until exactly this has been exchanged since the last time, and everything of ours is what the published schemas allow.
   * `besides`: actions that do not matter here.
   */
  shows(expected: readonly Exchange[], besides?: readonly string[]): Promise<void>;
  /** From here on only what follows matters. */
  forget(): void;
}

type Recorded = { -readonly [K in keyof Exchange]: Exchange[K] } & { readonly messageId: string };

export function recordWire(): Wire {
  const recorded: Recorded[] = [];
  const faults: string[] = [];
  let seen = 0;

  const judge = (sender: Party, action: string, part: 'Request' | 'Response', payload: unknown): void => {
    const fault = sender === 'centralSystem' ? schemaFaults(action, part, payload) : '';
    if (fault !== '') faults.push(fault);
  };

  const listen = (sender: Party, frame: LoggedFrame): void => {
    if (frame.kind === 'invalid') {
      if (sender === 'centralSystem') faults.push(`not OCPP-J: ${frame.text}`);
      return;
    }
    const message = JSON.parse(frame.text) as readonly [number, string, ...unknown[]];
    if (frame.kind === 'call') {
      const action = String(message[2]);
      recorded.push({ by: sender, action, request: message[3], answer: undefined, messageId: message[1] });
      judge(sender, action, 'Request', message[3]);
      return;
    }
    const call = recorded.findLast(({ by, messageId }) => by !== sender && messageId === message[1]);
    if (call === undefined) return;
    call.answer = frame.kind === 'error' ? { errorCode: message[2] } : message[2];
    if (frame.kind === 'result') judge(sender, call.action, 'Response', message[2]);
  };

  const plain = ({ by, action, request, answer }: Recorded): Exchange => ({ by, action, request, answer });
  return {
    listen,
    get exchanges() {
      return recorded.map(plain);
    },
    of: (action) => recorded.filter((exchange) => exchange.action === action).map(plain),
    async shows(expected, besides = []) {
      const matters = ({ action }: Recorded): boolean => !besides.includes(action);
      const until = await eventually(() => {
        const news = recorded.slice(seen);
        expect(news.filter(matters).map(plain)).toEqual(expected);
        return seen + news.length;
      });
      expect(faults).toEqual([]);
      seen = until;
    },
    forget() {
      seen = recorded.length;
    },
  };
}
