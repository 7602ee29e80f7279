import { z } from 'zod';
import type { Bill } from './bill.ts';
import { evseId, idToken, isoTime, nothing, rowId, stationId } from './fields.ts';
import { tariffBody, type TariffBody } from './tariffs.ts';
import type { IsoTime } from './views.ts';

/** A tariff with all that it said and will say. */
export interface TariffView {
  readonly tariffId: string;
  readonly name: string;
  readonly createdAt: IsoTime;
  /** From then on no session starts under it; null while it is offered. */
  readonly retiredAt: IsoTime | null;
  /** In the order they come into force; at any moment the last one that has begun holds. */
  readonly versions: readonly TariffVersionView[];
}

export interface TariffVersionView {
  readonly versionId: string;
  /** Counts from 1 within its tariff. */
  readonly number: number;
  readonly validFrom: IsoTime;
  readonly createdAt: IsoTime;
  readonly operator: string;
  readonly body: TariffBody;
  /** A session runs or ran under it. */
  readonly used: boolean;
}

/** What a session would cost under a tariff, with what it costs the business where that is known. */
export interface TariffPreview {
  readonly bill: Bill;
  readonly margin: TariffMargin | null;
}

/** Without the fixed costs of a month, which no session causes. */
export interface TariffMargin {
  /** 1e-4 of the currency's major unit. */
  readonly costPerKwhE4: number;
  /** What remains of the bill without VAT, for each kWh; null where no energy was charged. */
  readonly marginPerKwhE4: number | null;
  readonly costMinor: number;
  readonly marginMinor: number;
}

/** What a kWh costs through a day of the site's calendar. */
export interface TariffDay {
  /** `2026-07-06`. */
  readonly date: string;
  /** For each hour of the clock, 0 to 23, the price per kWh in force as it begins, 1e-4 of the currency's major unit. */
  readonly energyPerKwhE4: readonly number[];
}

/** What makes one tariff go before another, the strongest first: named for the card, the customer, … for everyone. */
export type TariffReach = 'idToken' | 'customer' | 'group' | 'evse' | 'station' | 'powerClass' | 'everyone';

/** Why a tariff does not hold. `lessSpecific`: it would, were there not another that is meant more closely. */
export type TariffMiss =
  | 'retired'
  | 'notYetInForce'
  | 'otherEvse'
  | 'otherPowerClass'
  | 'otherGroup'
  | 'otherCustomer'
  | 'otherIdToken'
  | 'lessSpecific';

/** Every tariff as seen from one connector and card: the one that holds has no `miss`. */
export interface TariffCandidate {
  readonly tariffId: string;
  readonly name: string;
  readonly versionId: string | null;
  readonly reach: TariffReach;
  readonly miss: TariffMiss | null;
}

export interface ApplicableTariff {
  /** Null where no tariff holds: such a session has no price. */
  readonly tariffId: string | null;
  readonly versionId: string | null;
  readonly candidates: readonly TariffCandidate[];
}

const name = z.string().trim().min(1).max(100);
const tariffId = rowId;
const versionId = rowId;
/** From when a version holds; now when it is left out. */
const validFrom = isoTime.optional();
/** Of a version that is there, or of one that is still being written. */
const what = z.union([z.strictObject({ versionId }), z.strictObject({ body: tariffBody })]);
const minutes = z.int().min(0).max(100_000);

export const tariffInputs = {
  'tariffs.list': nothing,
  'tariffs.get': z.strictObject({ tariffId }),
  'tariffs.add': z.strictObject({ name, body: tariffBody, validFrom }),
  /** What was in force is never edited: a change is a new version that holds from a moment on, not before now. */
  'tariffs.addVersion': z.strictObject({ tariffId, body: tariffBody, validFrom }),
  /** Only one that is not yet in force and was never used. */
  'tariffs.removeVersion': z.strictObject({ versionId }),
  'tariffs.rename': z.strictObject({ tariffId, name }),
  'tariffs.retire': z.strictObject({ tariffId }),
  'tariffs.restore': z.strictObject({ tariffId }),
  /** The car charges evenly for `chargingMinutes`, then stays for `idleMinutes`. */
  'tariffs.preview': z.strictObject({
    tariff: what,
    startedAt: isoTime,
    energyWh: z.int().min(0).max(10_000_000),
    chargingMinutes: minutes,
    idleMinutes: minutes,
  }),
  /** Every day of a year, under this body alone. */
  'tariffs.year': z.strictObject({ tariff: what, year: z.int().min(2000).max(2100) }),
  'tariffs.applicable': z.strictObject({
    stationId,
    evseId,
    idToken: idToken.optional(),
    at: isoTime.optional(),
  }),
} as const;

export interface TariffResults {
  'tariffs.list': readonly TariffView[];
  'tariffs.get': TariffView;
  'tariffs.add': TariffView;
  'tariffs.addVersion': TariffView;
  'tariffs.removeVersion': TariffView;
  'tariffs.rename': TariffView;
  'tariffs.retire': TariffView;
  'tariffs.restore': TariffView;
  'tariffs.preview': TariffPreview;
  'tariffs.year': readonly TariffDay[];
  'tariffs.applicable': ApplicableTariff;
}

export interface TariffEvents {
  'tariffs.changed': TariffView;
}
