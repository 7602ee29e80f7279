import { z } from 'zod';
import type { ChargingProfile } from '../../ocpp/model/charging-profile.ts';
import type { CommandOutcome } from '../../ocpp/model/command.ts';
import { evseId, isoTime, rowId, stationId } from './fields.ts';
import type { IsoTime } from './views.ts';

/** A profile a station took from us and holds, as far as we know. */
export interface ChargingProfileView {
  readonly stationId: string;
  /** Null: the whole station. */
  readonly evseId: number | null;
  readonly profile: ChargingProfile;
  readonly installedAt: IsoTime;
}

/** How a limit was given, once a station took it. */
export interface LimitResult {
  /** `unverified`: taken, but the station tells nothing to check it by; `ignored`: taken, and the station's schedule says otherwise. */
  readonly kind: 'confirmed' | 'unverified' | 'ignored' | 'refused' | 'offline';
  readonly profile: ChargingProfile | null;
  /** Every form that was tried, in order. */
  readonly attempts: readonly { readonly profile: ChargingProfile; readonly outcome: CommandOutcome }[];
  /** What held before, for a limit that was refused; null when nothing did, as far as we know. */
  readonly before: ChargingProfile | null;
}

/** One way of putting a limit. What stations take differs in each of these (quirk 76); what a make took is remembered. */
export const limitForm = z.strictObject({
  purpose: z.enum(['ChargingStationMaxProfile', 'TxDefaultProfile', 'TxProfile']),
  kind: z.enum(['Absolute', 'Recurring', 'Relative']),
  unit: z.enum(['A', 'W']),
  stackLevel: z.int().min(0).max(100),
  withPhases: z.boolean(),
});

export type LimitForm = z.output<typeof limitForm>;

const rate = z.number().min(0).max(10_000_000).multipleOf(0.1);
const minuteOfDay = z.int().min(0).max(1440);

export const chargingLimitInputs = {
  'chargingLimits.list': z.strictObject({ stationId }),
  /**
   * Limits a station, a connector or a running session in the form the station takes: tries one form after the other and remembers, per vendor
   * and model, which one was taken. Throws `conflict` `sessionEnded`.
   */
  'chargingLimits.set': z.strictObject({
    stationId,
    /** Without it, the whole station. */
    evseId: evseId.optional(),
    /** The running session on the connector only. */
    sessionId: rowId.optional(),
    limit: rate,
    unit: z.enum(['A', 'W']),
    phases: z.int().min(1).max(3).optional(),
    /** Every day from minute to minute of the site's day; `to` may be earlier than `from`. Without it, at any time. */
    daily: z.strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay }).optional(),
    validFrom: isoTime.optional(),
    validTo: isoTime.optional(),
  }),
  /** Takes a limit back. Gives what the station answered. */
  'chargingLimits.clear': z.strictObject({ stationId, profileId: z.int().min(1) }),
} as const;

export interface ChargingLimitResults {
  'chargingLimits.list': readonly ChargingProfileView[];
  'chargingLimits.set': LimitResult;
  'chargingLimits.clear': CommandOutcome;
}

export interface ChargingLimitEvents {
  'chargingLimits.changed': { readonly stationId: string; readonly profiles: readonly ChargingProfileView[] };
}
