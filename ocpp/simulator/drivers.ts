import type { EpochMs } from '../model/time.ts';
import type { CardPool } from './card-pool.ts';
import type { Random } from './random.ts';
import type { SimulatedStation } from './simulated-station.ts';
import type { Cancel } from './time.ts';
import { vehicles } from './vehicles.ts';

/** The hour of the day drivers live in at a moment, 0 to 24. */
export type HourOfDay = (at: EpochMs) => number;

/** In Azerbaijan (UTC+4). */
export const hourInBaku: HourOfDay = (at) => (at / 3_600_000 + 4) % 24;

export interface DriverHabits {
  /** How long a connector is free on average at the usual hours, in minutes. */
  readonly meanGapMinutes: number;
  /** How long a car may stay, in minutes. */
  readonly stayMinutes: readonly [min: number, max: number];
  /** Who leaves once the battery has reached this; 100 for a driver who comes back when it suits. */
  readonly leavesAtSocPercent: readonly [min: number, max: number];
}

/** People park at an AC socket, and wait at a DC cable. */
export const parkers: DriverHabits = { meanGapMinutes: 45, stayMinutes: [50, 320], leavesAtSocPercent: [100, 101] };
export const travellers: DriverHabits = { meanGapMinutes: 28, stayMinutes: [18, 60], leavesAtSocPercent: [72, 92] };

const minuteMs = 60_000;
const glanceMs = 30_000;

/** How busy an hour of the day is, the usual being 1. */
export function bustle(hour: number): number {
  if (hour < 6) return 0.45;
  if (hour < 9) return 1;
  if (hour < 17) return 0.9;
  return hour < 22 ? 1.4 : 0.7;
}

/** Lets drivers come and go at one connector, until cancelled. */
export function letDriversCome(
  station: SimulatedStation,
  connectorId: number,
  habits: DriverHabits,
  cards: CardPool,
  random: Random,
  hourOfDay: HourOfDay,
): Cancel {
  let cancel: Cancel = () => undefined;
  let gone = false;

  const later = (delayMs: number, task: () => void | Promise<void>): void => {
    if (gone) return;
    cancel = station.time.after(delayMs, () => void task());
  };
  const reading = () => station.connector(connectorId);
  const someSeconds = (min: number, max: number): number => random.between(min, max) * 1000;

  const waitForNext = (): void => {
    const gap = -Math.log(1 - random.next()) * habits.meanGapMinutes;
    later((gap / bustle(hourOfDay(station.time.now()))) * minuteMs, arrive);
  };

  const arrive = async (): Promise<void> => {
    const card = reading().status === 'Available' ? cards.take() : null;
    if (card === null) {
      waitForNext();
      return;
    }
    const car = { vehicle: random.pick(vehicles), socPercent: Math.round(random.between(8, 62)) };
    if (random.next() < 0.7) {
      await station.plugIn(connectorId, car);
      later(someSeconds(10, 40), async () => {
        await station.presentCard(connectorId, card);
        beginStay(card);
      });
    } else {
      await station.presentCard(connectorId, card);
      later(someSeconds(8, 35), async () => {
        await station.plugIn(connectorId, car);
        beginStay(card);
      });
    }
  };

  const beginStay = (card: string): void => {
    if (reading().transaction === null) {
      later(someSeconds(15, 60), () => leave(card));
      return;
    }
    const leavesAt = station.time.now() + random.between(...habits.stayMinutes) * minuteMs;
    const leavesAtSoc = random.between(...habits.leavesAtSocPercent);
    const glance = (): void => {
      const { transaction, car } = reading();
      const isDone = station.time.now() >= leavesAt || (car?.socPercent ?? 0) >= leavesAtSoc;
      if (transaction === null) later(someSeconds(60, 240), () => leave(card));
      else if (isDone) later(0, () => stopAndLeave(card));
      else later(glanceMs, glance);
    };
    later(glanceMs, glance);
  };

  /** Most hold their card to the reader first, some just pull the plug. */
  const stopAndLeave = async (card: string): Promise<void> => {
    if (random.next() < 0.8) await station.presentCard(connectorId, card);
    later(someSeconds(10, 45), () => leave(card));
  };

  const leave = async (card: string): Promise<void> => {
    await station.unplug(connectorId);
    cards.giveBack(card);
    waitForNext();
  };

  waitForNext();
  return () => {
    gone = true;
    cancel();
  };
}
