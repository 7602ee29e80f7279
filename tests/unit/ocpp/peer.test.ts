import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../../ocpp/model/frame.ts';
import {
  defaultRpcLimits,
  RpcPeer,
  type IncomingCall,
  type RpcHandlers,
  type RpcLimits,
  type RpcRemark,
} from '../../../ocpp/rpc/peer.ts';

const now = Date.UTC(2026, 2, 1);

class Bench {
  readonly sent: string[] = [];
  readonly calls: IncomingCall[] = [];
  readonly observed: { readonly frame: Frame; readonly remark: RpcRemark | null }[] = [];
  isPaused = false;
  answer: RpcHandlers['answer'] = ({ messageId }) => Promise.resolve(`[3,"${messageId}",{}]`);
  readonly peer: RpcPeer;

  constructor(limits: Partial<RpcLimits> = {}) {
    const wire = {
      send: (text: string): void => {
        this.sent.push(text);
      },
      pause: (): void => {
        this.isPaused = true;
      },
      resume: (): void => {
        this.isPaused = false;
      },
    };
    const handlers: RpcHandlers = {
      answer: (call) => {
        this.calls.push(call);
        return this.answer(call);
      },
      observe: (frame, remark) => {
        this.observed.push({ frame, remark });
      },
    };
    this.peer = new RpcPeer(wire, handlers, { ...defaultRpcLimits, ...limits }, { now: () => now });
  }

  /** Message id of the n-th text sent, from the end. */
  sentId(fromEnd = 0): string {
    const parsed: unknown = JSON.parse(this.sent.at(-1 - fromEnd) ?? '[]');
    return Array.isArray(parsed) ? String(parsed[1]) : '';
  }

  sentActions(): readonly string[] {
    return this.sent.map((text) => /^\[2,"[^"]+","([^"]+)"/.exec(text)?.[1] ?? '');
  }

  remarks(): readonly (RpcRemark | null)[] {
    return this.observed.map(({ remark }) => remark);
  }
}

const plain = { urgent: false };
const urgent = { urgent: true };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('answering', () => {
  it('takes one call at a time, in the order they came', async () => {
    const bench = new Bench();
    const release: (() => void)[] = [];
    bench.answer = ({ messageId }) =>
      new Promise((resolve) => {
        release.push(() => {
          resolve(`[3,"${messageId}",{}]`);
        });
      });
    bench.peer.receive('[2,"a","Heartbeat",{}]');
    bench.peer.receive('[2,"b","Heartbeat",{}]');
    expect(bench.calls.map(({ messageId }) => messageId)).toEqual(['a']);
    release[0]?.();
    await vi.runAllTimersAsync();
    expect(bench.calls.map(({ messageId }) => messageId)).toEqual(['a', 'b']);
    release[1]?.();
    await vi.runAllTimersAsync();
    expect(bench.sent).toEqual(['[3,"a",{}]', '[3,"b",{}]']);
    expect(bench.peer.isAnswering).toBe(false);
  });

  it('stops reading when too many calls wait, and goes on at half of them', async () => {
    const bench = new Bench({ maxWaitingAnswers: 4 });
    const release: (() => void)[] = [];
    bench.answer = () =>
      new Promise((resolve) => {
        release.push(() => {
          resolve('[3]');
        });
      });
    const step = async (): Promise<void> => {
      release.shift()?.();
      await vi.runAllTimersAsync();
    };
    for (const id of ['a', 'b', 'c', 'd']) bench.peer.receive(`[2,"${id}","Heartbeat",{}]`);
    expect(bench.isPaused).toBe(false);
    bench.peer.receive('[2,"e","Heartbeat",{}]');
    expect(bench.isPaused).toBe(true);
    await step();
    await step();
    expect(bench.isPaused).toBe(true);
    await step();
    expect(bench.isPaused).toBe(false);
    await step();
    await step();
    expect(bench.sent).toHaveLength(5);
  });

  it('stops reading when few but huge calls wait', async () => {
    const bench = new Bench({ maxWaitingChars: 1_000 });
    bench.peer.receive(`[2,"a","DataTransfer",{"data":"${'x'.repeat(1_000)}"}]`);
    expect(bench.isPaused).toBe(true);
    await vi.runAllTimersAsync();
    expect(bench.isPaused).toBe(false);
  });

  it('answers a call that came twice with the same words, and has it take effect once', async () => {
    const bench = new Bench();
    for (let time = 0; time < 2; time++) {
      bench.peer.receive('[2,"a","StopTransaction",{"meterStop":5}]');
      await vi.runAllTimersAsync();
    }
    expect(bench.calls).toHaveLength(1);
    expect(bench.sent).toEqual(['[3,"a",{}]', '[3,"a",{}]']);
    expect(bench.observed.map(({ frame, remark }) => [frame.direction, frame.kind, remark])).toEqual([
      ['in', 'call', 'replayed'],
      ['out', 'result', 'replayed'],
    ]);
  });

  it('answers a call anew that came with an old id and other words, or long after', async () => {
    const bench = new Bench({ replayWindowMs: 60_000 });
    bench.peer.receive('[2,"a","StopTransaction",{"meterStop":5}]');
    await vi.runAllTimersAsync();
    bench.peer.receive('[2,"a","StopTransaction",{"meterStop":6}]');
    await vi.runAllTimersAsync();
    await vi.advanceTimersByTimeAsync(60_001);
    bench.peer.receive('[2,"a","StopTransaction",{"meterStop":6}]');
    await vi.runAllTimersAsync();
    expect(bench.calls).toHaveLength(3);
  });

  it('forgets the oldest answers when they take too much room', async () => {
    const bench = new Bench({ replayMaxChars: 100 });
    for (const id of ['a', 'b', 'c', 'a', 'c']) {
      bench.peer.receive(`[2,"${id}","Heartbeat",{"x":"0123456789"}]`);
      await vi.runAllTimersAsync();
    }
    expect(bench.calls.map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('stays silent when the answer is silence', async () => {
    const bench = new Bench();
    bench.answer = () => Promise.resolve(null);
    bench.peer.receive('[2,"a","Heartbeat",{}]');
    await vi.runAllTimersAsync();
    expect(bench.sent).toEqual([]);
  });

  it('answers InternalError when answering broke', async () => {
    const bench = new Bench();
    bench.answer = () => Promise.reject(new Error('secret'));
    bench.peer.receive('[2,"a","Heartbeat",{}]');
    await vi.runAllTimersAsync();
    expect(bench.sent).toEqual(['[4,"a","InternalError","",{}]']);
  });
});

describe('calling', () => {
  it('has one call under way and sends the next when it is answered', async () => {
    const bench = new Bench();
    const first = bench.peer.call('Reset', { type: 'Soft' }, plain);
    const second = bench.peer.call('ClearCache', {}, plain);
    expect(bench.sentActions()).toEqual(['Reset']);
    bench.peer.receive(`[3,"${bench.sentId()}",{"status":"Accepted"}]`);
    await expect(first).resolves.toEqual({ kind: 'result', payload: { status: 'Accepted' } });
    expect(bench.sentActions()).toEqual(['Reset', 'ClearCache']);
    bench.peer.receive(`[4,"${bench.sentId()}","NotSupported","no",{}]`);
    await expect(second).resolves.toMatchObject({ kind: 'error', code: 'NotSupported', description: 'no' });
  });

  it('sends what is urgent before what is not, in order among themselves', () => {
    const bench = new Bench();
    for (const [action, how] of [
      ['A', plain],
      ['B', plain],
      ['C', urgent],
      ['D', plain],
      ['E', urgent],
    ] as const) {
      void bench.peer.call(action, {}, how);
    }
    for (let answered = 0; answered < 4; answered++) bench.peer.receive(`[3,"${bench.sentId()}",{}]`);
    expect(bench.sentActions()).toEqual(['A', 'C', 'E', 'B', 'D']);
  });

  it('refuses a call when too many wait', async () => {
    const bench = new Bench({ maxWaitingCalls: 1 });
    void bench.peer.call('A', {}, plain);
    void bench.peer.call('B', {}, plain);
    await expect(bench.peer.call('C', {}, urgent)).resolves.toEqual({ kind: 'failed', reason: 'queueFull' });
  });

  it('gives up on a call after its time and changes nothing when the answer comes late', async () => {
    const bench = new Bench({ callTimeoutMs: 1_000 });
    const first = bench.peer.call('Reset', {}, plain);
    const lateId = bench.sentId();
    const second = bench.peer.call('ClearCache', {}, plain);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(first).resolves.toEqual({ kind: 'timedOut' });
    expect(bench.sentActions()).toEqual(['Reset', 'ClearCache']);
    bench.peer.receive(`[3,"${lateId}",{"status":"Accepted"}]`);
    expect(bench.observed.at(-1)).toMatchObject({ frame: { action: 'Reset' }, remark: 'late' });
    bench.peer.receive(`[3,"${bench.sentId()}",{}]`);
    await expect(second).resolves.toEqual({ kind: 'result', payload: {} });
  });

  it('notes answers nobody asked for and answers none of them', () => {
    const bench = new Bench();
    bench.peer.receive('[3,"x",{}]');
    bench.peer.receive('[4,"-1","GenericError","",{}]');
    bench.peer.receive('[7,"x"]');
    bench.peer.receive('junk');
    bench.peer.receive('');
    expect(bench.remarks()).toEqual(['unmatched', 'unmatched', 'unknownType', 'junk', 'empty']);
    expect(bench.sent).toEqual([]);
  });
});

describe('closing', () => {
  it('fails every call of ours with the reason and takes nothing more', async () => {
    const bench = new Bench();
    const calls = [bench.peer.call('A', {}, plain), bench.peer.call('B', {}, plain)];
    bench.peer.close('connectionReplaced');
    const failed = { kind: 'failed', reason: 'connectionReplaced' };
    await expect(Promise.all(calls)).resolves.toEqual([failed, failed]);
    await expect(bench.peer.call('C', {}, plain)).resolves.toEqual(failed);
    bench.peer.receive('[2,"a","Heartbeat",{}]');
    await vi.runAllTimersAsync();
    expect(bench.calls).toEqual([]);
  });

  it('sends no answer that was ready only after it', async () => {
    const bench = new Bench();
    bench.peer.receive('[2,"a","Heartbeat",{}]');
    bench.peer.close('connectionClosed');
    await vi.runAllTimersAsync();
    expect(bench.sent).toEqual([]);
  });

  it('can wait for the answer that is being given, and for no other', async () => {
    const bench = new Bench();
    bench.peer.receive('[2,"a","Heartbeat",{}]');
    bench.peer.receive('[2,"b","Heartbeat",{}]');
    await bench.peer.finish();
    expect(bench.sent).toEqual(['[3,"a",{}]']);
  });
});
