import { expect, it } from 'vitest';
import { SimulationClock, type WallClock } from '../../../ocpp/simulator/time.ts';

/** A wall clock moved by hand. */
class HandWall implements WallClock {
  #now = 1_000_000;
  #timers: { readonly at: number; readonly task: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  setTimeout(task: () => void, delayMs: number): () => void {
    const timer = { at: this.#now + delayMs, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  move(durationMs: number): void {
    const end = this.#now + durationMs;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
    }
    this.#now = end;
  }
}

it('time stands still until it is moved, and rings in order of time, not of asking', async () => {
  const clock = new SimulationClock(500, new HandWall());
  const rung: [string, number][] = [];
  clock.after(300, () => rung.push(['late', clock.now()]));
  clock.after(100, () => rung.push(['early', clock.now()]));
  clock.after(100, () => rung.push(['early, asked second', clock.now()]));
  const cancel = clock.after(200, () => rung.push(['cancelled', clock.now()]));
  cancel();
  expect(clock.now()).toBe(500);
  await clock.advance(1000);
  expect(rung).toEqual([
    ['early', 600],
    ['early, asked second', 600],
    ['late', 800],
  ]);
  expect(clock.now()).toBe(1500);
});

it('an alarm set by an alarm rings within the same advance', async () => {
  const clock = new SimulationClock(0, new HandWall());
  const rung: number[] = [];
  const again = (): void => {
    rung.push(clock.now());
    clock.after(10, again);
  };
  clock.after(10, again);
  await clock.advance(35);
  expect(rung).toEqual([10, 20, 30]);
});

it('a clock that runs faster than the wall catches up with it and never overtakes it', () => {
  const wall = new HandWall();
  const clock = new SimulationClock(wall.now() - 60_000, wall);
  clock.follow(10);
  wall.move(1_000);
  expect(clock.now()).toBe(wall.now() - 60_000 + 9_000);
  wall.move(60_000);
  expect(clock.now()).toBe(wall.now());
  wall.move(5_000);
  expect(clock.now()).toBe(wall.now());
});

it('alarms ring at the speed of the clock while it catches up, and at that of the wall afterwards', () => {
  const wall = new HandWall();
  const clock = new SimulationClock(wall.now() - 9_000, wall);
  const rungAt: number[] = [];
  const start = wall.now();
  clock.after(5_000, () => rungAt.push(wall.now() - start));
  clock.after(12_000, () => rungAt.push(wall.now() - start));
  clock.follow(10);
  wall.move(20_000);
  expect(rungAt[0]).toBe(500);
  expect(rungAt[1]).toBe(3_000);
});

it('a stopped clock rings no more', () => {
  const wall = new HandWall();
  const clock = new SimulationClock(wall.now(), wall);
  let rung = 0;
  clock.after(100, () => {
    rung += 1;
  });
  clock.follow(1);
  clock.stop();
  wall.move(1_000);
  expect(rung).toBe(0);
});
