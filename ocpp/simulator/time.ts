import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, EpochMs } from '../model/time.ts';

export type Cancel = () => void;

/** The clock on a station's wall and its alarm clock. */
export interface SimulatedTime extends Clock {
  /** Runs `task` once, `delayMs` of simulated time from now. */
  after(delayMs: number, task: () => void): Cancel;
}

/** The time of the PC, where simulated time meets it. */
export interface WallClock extends Clock {
  setTimeout(task: () => void, delayMs: number): Cancel;
}

export const systemWallClock: WallClock = {
  now: () => Date.now(),
  setTimeout: (task, delayMs) => {
    const timer = setTimeout(task, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

interface Alarm {
  readonly dueAt: EpochMs;
  readonly task: () => void;
}

const longestSleepMs = 3_600_000;

/**
 * Simulated time. It stands still until it is advanced by hand or told to follow the wall clock. A clock that follows from the past may run
 * faster than the wall clock, but never overtakes it, so that no station reports from the future.
 */
export class SimulationClock implements SimulatedTime {
  readonly #wall: WallClock;
  #alarms: Alarm[] = [];
  #now: EpochMs;
  #following: { readonly wallAt: EpochMs; readonly simulatedAt: EpochMs; readonly speed: number } | null = null;
  #cancelSleep: Cancel | null = null;

  constructor(startAt: EpochMs, wall: WallClock) {
    this.#now = startAt;
    this.#wall = wall;
  }

  now(): EpochMs {
    if (this.#following === null) return this.#now;
    const { wallAt, simulatedAt, speed } = this.#following;
    const wallNow = this.#wall.now();
    const fast = simulatedAt + (wallNow - wallAt) * speed;
    return Math.floor(simulatedAt <= wallAt ? Math.min(fast, wallNow) : fast);
  }

  after(delayMs: number, task: () => void): Cancel {
    const alarm: Alarm = { dueAt: this.now() + Math.max(0, delayMs), task };
    const later = this.#alarms.findIndex((other) => other.dueAt > alarm.dueAt);
    this.#alarms.splice(later === -1 ? this.#alarms.length : later, 0, alarm);
    this.#sleep();
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** Moves time by hand, alarm by alarm; what an alarm starts gets a turn to settle before the next one rings. */
  async advanceTo(at: EpochMs): Promise<void> {
    for (let alarm = this.#alarms[0]; alarm !== undefined && alarm.dueAt <= at; alarm = this.#alarms[0]) {
      this.#alarms.shift();
      this.#now = Math.max(this.#now, alarm.dueAt);
      alarm.task();
      await nextTurn();
    }
    this.#now = Math.max(this.#now, at);
  }

  async advance(durationMs: number): Promise<void> {
    await this.advanceTo(this.#now + durationMs);
  }

  /** From now on time runs by itself, `speed` times as fast as the wall clock while it is behind it. */
  follow(speed: number): void {
    this.#following = { wallAt: this.#wall.now(), simulatedAt: this.now(), speed };
    this.#sleep();
  }

  /** Time stands still again. */
  stop(): void {
    this.#now = this.now();
    this.#following = null;
    this.#cancelSleep?.();
    this.#cancelSleep = null;
  }

  #sleep(): void {
    this.#cancelSleep?.();
    this.#cancelSleep = null;
    const next = this.#alarms[0];
    if (this.#following === null || next === undefined) return;
    const rate = this.now() < this.#wall.now() ? this.#following.speed : 1;
    const delayMs = Math.min(Math.max(0, (next.dueAt - this.now()) / rate), longestSleepMs);
    this.#cancelSleep = this.#wall.setTimeout(() => {
      this.#ring();
    }, delayMs);
  }

  #ring(): void {
    const due = this.now();
    for (let alarm = this.#alarms[0]; alarm !== undefined && alarm.dueAt <= due; alarm = this.#alarms[0]) {
      this.#alarms.shift();
      alarm.task();
    }
    this.#sleep();
  }
}
