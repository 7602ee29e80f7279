import { demoCards } from '../demo-site.ts';
import type { Quirk } from './quirk.ts';
import { Stage } from './stage.ts';
import { clockQuirks } from './clocks.ts';
import { connectingQuirks } from './connecting.ts';
import { frameQuirks } from './frames.ts';
import { habitQuirks } from './habits.ts';
import { meterQuirks } from './meters.ts';
import { transactionQuirks } from './transactions.ts';

export interface QuirkOptions {
  /** Of the central system, without an identity. */
  readonly url: string;
  /** `QUIRK-` by default; the number follows. */
  readonly stationIdPrefix?: string | undefined;
  /** The identity of the station; the prefix and the number by default. */
  readonly stationId?: string | undefined;
  /** A card the central system knows; one of the demonstration by default. */
  readonly idTag?: string | undefined;
  /** For HTTP Basic authentication; none by default. */
  readonly password?: string | Uint8Array | undefined;
  /** Where the central system listens for TLS, without an identity; `url` as `wss:` by default. */
  readonly secureUrl?: string | undefined;
  readonly onFrame?: QuirkFrameListener | undefined;
  /** How long an answer is waited for; 5 seconds by default. */
  readonly patienceMs?: number | undefined;
}

/** Told of the frames of the station, as it sees them. */
export type QuirkFrameListener = (stationId: string, sender: 'station' | 'centralSystem', text: string) => void;

/** A quirk that is being played. */
export interface QuirkPerformance {
  readonly stationId: string;
  /** Resolves when all of it was said and answered; rejects when the station could not connect. The station then stays connected. */
  readonly played: Promise<void>;
  /** Takes the station away. */
  readonly stop: () => void;
}

const byNumber: ReadonlyMap<number, Quirk> = new Map(
  [...connectingQuirks, ...frameQuirks, ...clockQuirks, ...transactionQuirks, ...meterQuirks, ...habitQuirks].map(
    (quirk) => [quirk.number, quirk],
  ),
);

/** Every quirk a simulated station can play, by its number. */
export const playableQuirks: readonly Quirk[] = [...byNumber.values()].sort((a, b) => a.number - b.number);

/** Rows of the catalogue that no charger can show, and why. */
export const unplayableQuirks: ReadonlyMap<number, string> = new Map([
  [11, 'the charger dials itself or a name nobody knows, so nothing of it arrives'],
  [31, 'about how we write the time in our answers'],
  [47, 'about how we number transactions'],
  [48, 'about the shape of our answers'],
]);

/** The identity of the station that plays a quirk, without those that only take part. */
export const quirkStationId = (number: number, prefix = 'QUIRK-'): string =>
  `${prefix}${String(number).padStart(2, '0')}`;

/** The identities of all stations that play a quirk, its own first. */
export function quirkStationIds(number: number): readonly string[] {
  const stationId = quirkStationId(number);
  return [stationId, ...(byNumber.get(number)?.neighbours?.(stationId) ?? [])];
}

/** Lets a station of its own play a quirk. Throws a `RangeError` for a number that is not among the playable ones. */
export function playQuirk(number: number, options: QuirkOptions): QuirkPerformance {
  const quirk = byNumber.get(number);
  if (quirk === undefined) throw new RangeError(`No station can play quirk ${String(number)}`);
  const stationId = options.stationId ?? quirkStationId(number, options.stationIdPrefix);
  const stage = new Stage({
    url: options.url,
    stationId,
    idTag: options.idTag ?? demoCards[0]?.idToken ?? '',
    password: options.password,
    secureUrl: options.secureUrl,
    onFrame: options.onFrame ?? (() => undefined),
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
