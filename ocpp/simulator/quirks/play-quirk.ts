import { demoCards } from '../demo-site.ts';
import type { Quirk } from './quirk.ts';
import { Stage } from './stage.ts';
import { transactionQuirks } from './transactions.ts';

export interface QuirkOptions {
  /** Of the central system, without an identity. */
  readonly url: string;
  /** `QUIRK-` by default; the number follows. */
  readonly stationIdPrefix?: string | undefined;
  /** A card the central system knows; one of the demonstration by default. */
  readonly idTag?: string | undefined;
  /** For HTTP Basic authentication; none by default. */
  readonly password?: string | Uint8Array | undefined;
  /** How long an answer is waited for; 5 seconds by default. */
  readonly patienceMs?: number | undefined;
}

/** A quirk that is being played. */
export interface QuirkPerformance {
  readonly stationId: string;
  /** Resolves when all of it was said and answered; rejects when the station could not connect. The station then stays connected. */
  readonly played: Promise<void>;
  /** Takes the station away. */
  stop(): void;
}

const byNumber: ReadonlyMap<number, Quirk> = new Map([...transactionQuirks].map((quirk) => [quirk.number, quirk]));

/** Every quirk a simulated station can play, by its number. */
export const playableQuirks: readonly Quirk[] = [...byNumber.values()].sort((a, b) => a.number - b.number);

/** The identity of the station that plays a quirk, so that the central system can be told of it before. */
export const quirkStationId = (number: number, prefix = 'QUIRK-'): string =>
  `${prefix}${String(number).padStart(2, '0')}`;

/** Lets a station of its own play a quirk. Throws a `RangeError` for a number that is not among the playable ones. */
export function playQuirk(number: number, options: QuirkOptions): QuirkPerformance {
  const quirk = byNumber.get(number);
  if (quirk === undefined) throw new RangeError(`No station can play quirk ${String(number)}`);
  const stationId = quirkStationId(number, options.stationIdPrefix);
  const stage = new Stage({
    url: options.url,
    stationId,
    idTag: options.idTag ?? demoCards[0]?.idToken ?? '',
    password: options.password,
    patienceMs: options.patienceMs ?? 5_000,
  });
  return {
    stationId,
    played: quirk.play(stage),
    stop: () => {
      stage.clear();
    },
  };
}
