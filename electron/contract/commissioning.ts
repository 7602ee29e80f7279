import { z } from 'zod';
import type { StationHabit } from '../../ocpp/model/habit.ts';
import type { HandshakeRefusalWord } from './words.ts';
import { limit, nothing, offset, stationId } from './fields.ts';
import type { IsoTime, Page } from './views.ts';

/** Attempts to connect that failed, one row for each address, identity and reason. */
export interface HandshakeFailureView {
  readonly remoteAddress: string;
  /** Empty when none could be read. */
  readonly identity: string;
  readonly refusal: HandshakeRefusalWord;
  /** It came over TLS. */
  readonly secure: boolean;
  readonly firstAt: IsoTime;
  readonly lastAt: IsoTime;
  readonly count: number;
}

/** A way in which a station departs from the specification, and how often it did. */
export interface HabitView {
  readonly habit: StationHabit;
  readonly count: number;
  readonly firstAt: IsoTime;
  readonly lastAt: IsoTime;
  /** What it looked like last time, cut to 200 characters; null where there is nothing to show. */
  readonly sample: string | null;
}

/** What the first contact with a station is judged by. */
export const stationChecks = [
  'connected',
  'booted',
  'clock',
  'core',
  'firmwareManagement',
  'localAuthList',
  'reservation',
  'smartCharging',
  'remoteTrigger',
  'security',
  'connectors',
  'statusReports',
  'meterValues',
  'meterInterval',
  'heartbeat',
  'password',
] as const;

export type StationCheck = (typeof stationChecks)[number];

export interface CheckResult {
  readonly check: StationCheck;
  /** `missing`: the station does not have it, which may be fine; `bad`: something is to be done. */
  readonly state: 'good' | 'missing' | 'bad' | 'unknown';
  /** What was found, as short text of the station's own or a number; null where there is nothing to add. */
  readonly found: string | null;
}

/** As they are kept. */
export const checkResults = z.array(
  z.strictObject({
    check: z.enum(stationChecks),
    state: z.enum(['good', 'missing', 'bad', 'unknown']),
    found: z.string().nullable(),
  }),
);

export interface StationCheckView {
  readonly stationId: string;
  readonly at: IsoTime;
  readonly results: readonly CheckResult[];
}

export const commissioningInputs = {
  'handshakes.list': z.strictObject({ limit, offset }),
  'handshakes.clear': nothing,
  'habits.list': z.strictObject({ stationId }),
  /** Asks the station what it is and can do, and judges it. Changes nothing. Throws `conflict` `stationOffline`. */
  'checks.run': z.strictObject({ stationId }),
  /** The last check; null when there was none. */
  'checks.get': z.strictObject({ stationId }),
  /** Demo only, else `conflict` `notDemo`: numbers of the quirks the simulated stations can play. */
  'demo.quirks': nothing,
  'demo.playQuirk': z.strictObject({ quirk: z.int().min(1).max(77) }),
} as const;

export interface CommissioningResults {
  'handshakes.list': Page<HandshakeFailureView>;
  'handshakes.clear': null;
  'habits.list': readonly HabitView[];
  'checks.run': StationCheckView;
  'checks.get': StationCheckView | null;
  'demo.quirks': readonly number[];
  /** The station that played it. */
  'demo.playQuirk': { readonly stationId: string };
}

export interface CommissioningEvents {
  /** At most a few times a second: a reader asks again. */
  'handshakes.changed': null;
  'habits.changed': { readonly stationId: string };
  'checks.changed': StationCheckView;
}
