import { describe, expect, it } from 'vitest';
import type { InstalledProfile } from '../../../ocpp/simulator/charging-profiles.ts';
import {
  changesBetween,
  compositeSteps,
  inUnit,
  limitAt,
  wattsOf,
  type LimitContext,
} from '../../../ocpp/simulator/composite-schedule.ts';
import type { WireProfile } from '../../../ocpp/simulator/wire-profile.ts';

const hourMs = 3_600_000;
/** A Monday. */
const monday = Date.UTC(2026, 2, 2);
const at = (hours: number): number => monday + hours * hourMs;
const iso = (hours: number): string => new Date(at(hours)).toISOString();

const outlet = { current: 'AC', maxPowerW: 22_000 } as const;

function installed(details: Partial<WireProfile>, limitW: number, connectorId = 1): InstalledProfile {
  const profile: WireProfile = {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    chargingSchedule: {
      chargingRateUnit: 'W',
      startSchedule: iso(0),
      chargingSchedulePeriod: [{ startPeriod: 0, limit: limitW }],
    },
    ...details,
  };
  return { connectorId, installedAt: at(0), profile, transaction: null };
}

const context = (profiles: readonly InstalledProfile[], chargingSince: number | null = null): LimitContext => ({
  installed: profiles,
  connectorId: 1,
  chargingSince,
  outlet,
});

const scheduleOf = (details: Partial<WireProfile['chargingSchedule']>): WireProfile['chargingSchedule'] => ({
  chargingRateUnit: 'W',
  chargingSchedulePeriod: [{ startPeriod: 0, limit: 4_000 }],
  ...details,
});

describe('a limit', () => {
  it('is what the outlet gives where nothing else is said', () => {
    expect(limitAt(context([]), at(1))).toBe(22_000);
  });

  it('holds only while its profile is valid', () => {
    const profiles = context([installed({ validFrom: iso(2), validTo: iso(4) }, 5_000)]);
    expect([1, 2, 3.9, 4].map((hours) => limitAt(profiles, at(hours)))).toEqual([22_000, 5_000, 5_000, 22_000]);
  });

  it('of a lower level steps in when the higher one is over', () => {
    const short = scheduleOf({ startSchedule: iso(0), duration: 3_600 });
    const profiles = context([installed({}, 9_000), installed({ stackLevel: 3, chargingSchedule: short }, 0)]);
    expect([0.5, 1.5].map((hours) => limitAt(profiles, at(hours)))).toEqual([4_000, 9_000]);
  });

  it.each([0, 2])('of the connector takes the place of that of the station, here of level %d', (stackLevel) => {
    expect(limitAt(context([installed({ stackLevel }, 9_000, 0), installed({}, 12_000, 1)]), at(1))).toBe(12_000);
  });

  it('of the station holds for a connector whose own is not valid now', () => {
    const own = installed({ validTo: iso(2), stackLevel: 2 }, 12_000, 1);
    const profiles = context([installed({}, 9_000, 0), own]);
    expect([1, 3].map((hours) => limitAt(profiles, at(hours)))).toEqual([12_000, 9_000]);
  });

  it('of another connector is none', () => {
    expect(limitAt(context([installed({}, 9_000, 2)]), at(1))).toBe(22_000);
  });

  it('that is relative counts from when the charge began', () => {
    const chargingSchedule = scheduleOf({
      chargingSchedulePeriod: [
        { startPeriod: 0, limit: 4_000 },
        { startPeriod: 1_800, limit: 8_000 },
      ],
    });
    const relative = installed({ chargingProfileKind: 'Relative', chargingSchedule }, 0);
    expect([5, 5.4, 5.5].map((hours) => limitAt(context([relative], at(5)), at(hours)))).toEqual([4_000, 4_000, 8_000]);
    expect(limitAt(context([relative]), at(9))).toBe(4_000);
  });

  it('of every week comes back on its day', () => {
    const chargingSchedule = scheduleOf({ startSchedule: iso(18), duration: 7_200 });
    const weekly = installed({ chargingProfileKind: 'Recurring', recurrencyKind: 'Weekly', chargingSchedule }, 0);
    const week = 7 * 24;
    expect([17, 19, 19 + 24, 19 + week, 21 + week].map((hours) => limitAt(context([weekly]), at(hours)))).toEqual([
      22_000, 4_000, 22_000, 4_000, 22_000,
    ]);
  });
});

describe('the changes ahead', () => {
  it('are each named once, in order, and neither past nor too far', () => {
    const first = installed({ chargingSchedule: scheduleOf({ startSchedule: iso(2), duration: 7_200 }) }, 0);
    const second = installed({ validTo: iso(4), chargingSchedule: scheduleOf({ startSchedule: iso(0) }) }, 0);
    expect(changesBetween(context([first, second]), at(1), at(24))).toEqual([at(2), at(4)]);
    expect(changesBetween(context([first]), at(3), at(4))).toEqual([]);
  });

  it('that change nothing are no steps', () => {
    const same = installed({ chargingSchedule: scheduleOf({ startSchedule: iso(2) }), stackLevel: 2 }, 0);
    const below = installed({ chargingSchedule: scheduleOf({ startSchedule: iso(0) }) }, 0);
    expect(compositeSteps(context([same, below]), at(1), at(5))).toEqual([{ at: at(1), limitW: 4_000 }]);
  });
});

it('amperes are counted for each phase, and told for three, never more than was meant', () => {
  expect(wattsOf(16, 'A')).toBe(11_040);
  expect(wattsOf(16, 'A', 1)).toBe(3_680);
  expect(wattsOf(3_600, 'W', 1)).toBe(3_600);
  expect(inUnit(11_040, 'A')).toBe(16);
  expect(inUnit(3_680, 'A')).toBe(5.3);
  expect(inUnit(wattsOf(12.7, 'A'), 'A')).toBe(12.7);
});
