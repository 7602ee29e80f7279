import { describe, expect, it } from 'vitest';
import { FaultCounter } from '../../../ocpp/connection/fault-counter.ts';
import { TokenBucket } from '../../../ocpp/connection/token-bucket.ts';
import { Valve } from '../../../ocpp/connection/valve.ts';

describe('a token bucket', () => {
  it('lets a burst pass and makes what comes after wait, longer and longer', () => {
    const bucket = new TokenBucket(20, 3, 0);
    expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0]);
    expect([bucket.take(0), bucket.take(0)]).toEqual([50, 100]);
  });

  it('fills again with time, up to the burst', () => {
    const bucket = new TokenBucket(20, 3, 0);
    for (let taken = 0; taken < 4; taken++) bucket.take(0);
    expect(bucket.take(100)).toBe(0);
    const waits = [1, 2, 3, 4].map(() => bucket.take(1_000_000));
    expect(waits.map((waitMs) => waitMs > 0)).toEqual([false, false, false, true]);
  });
});

describe('a valve', () => {
  it('stops at the first reason and goes on when the last is gone', () => {
    const seen: string[] = [];
    const valve = new Valve<'a' | 'b'>(
      () => seen.push('stop'),
      () => seen.push('go'),
    );
    valve.close('a');
    valve.close('a');
    valve.close('b');
    valve.open('a');
    expect(seen).toEqual(['stop']);
    expect(valve.isClosed).toBe(true);
    valve.open('b');
    valve.open('b');
    expect(seen).toEqual(['stop', 'go']);
  });
});

describe('a fault counter', () => {
  it('allows so many a minute', () => {
    const counter = new FaultCounter(2);
    expect([0, 1_000, 2_000].map((atMs) => counter.add(atMs))).toEqual([false, false, true]);
    expect(counter.add(60_001)).toBe(false);
  });
});
