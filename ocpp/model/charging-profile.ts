import type { IsoTime } from './time.ts';

/** What a limit is given in: amperes per phase, or watts in total (OCPP 1.6 §7.12). */
export type ChargingRateUnit = 'A' | 'W';

/** OCPP 1.6 §7.9, 2.0.1 ChargingProfilePurposeEnumType, in the words of 2.0.1. */
export type ChargingProfilePurpose = 'ChargingStationMaxProfile' | 'TxDefaultProfile' | 'TxProfile';

/** How much power may be drawn and when (OCPP 1.6 §7.8, 2.0.1 ChargingProfileType). */
export interface ChargingProfile {
  readonly profileId: number;
  /** Of profiles of one purpose the one with the higher level counts. */
  readonly stackLevel: number;
  readonly purpose: ChargingProfilePurpose;
  readonly kind: 'Absolute' | 'Recurring' | 'Relative';
  readonly recurrency?: 'Daily' | 'Weekly' | undefined;
  readonly validFrom?: IsoTime | undefined;
  readonly validTo?: IsoTime | undefined;
  /** The session a `TxProfile` is for. */
  readonly transactionId?: string | undefined;
  readonly schedule: ChargingSchedule;
}

/** OCPP 1.6 §7.13. */
export interface ChargingSchedule {
  readonly unit: ChargingRateUnit;
  /** Left out: from the start of the transaction, or from when it is installed. */
  readonly startAt?: IsoTime | undefined;
  /** Left out: without end. */
  readonly durationSeconds?: number | undefined;
  /** Below this a car charges badly; in `unit`, at most one decimal. */
  readonly minChargingRate?: number | undefined;
  /** In order; the first begins at 0. */
  readonly periods: readonly ChargingSchedulePeriod[];
}

/** OCPP 1.6 §7.14. */
export interface ChargingSchedulePeriod {
  readonly startSeconds: number;
  /** In the schedule's unit, at most one decimal. */
  readonly limit: number;
  readonly phases?: number | undefined;
}

/** What a station says will hold, all its profiles taken together (OCPP 1.6 §5.7, 2.0.1 K08). */
export interface CompositeSchedule {
  /** 0 is the station itself. */
  readonly evseId: number;
  readonly startAt: IsoTime;
  readonly schedule: ChargingSchedule;
}
