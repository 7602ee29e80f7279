import { writeTime } from '../../station-time.ts';
import type { InstalledProfile } from '../charging-profiles.ts';
import { compositeSteps, inUnit, type LimitContext } from '../composite-schedule.ts';
import type { Transaction } from '../connector.ts';
import { limitContext, stationOutlet } from '../power-limits.ts';
import { findConnector, type Station } from '../station-parts.ts';
import type { WireProfile } from '../wire-profile.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.16. */
export const setChargingProfile: Handler<'SetChargingProfile'> = (
  station,
  { connectorId, csChargingProfiles: profile },
) => {
  if (!station.supports('SmartCharging')) return { response: { status: 'NotSupported' } };
  const transaction = transactionFor(station, connectorId, profile);
  if (
    profileFault(station, profile) !== null ||
    !fitsConnector(station, connectorId, profile) ||
    transaction === undefined
  ) {
    return { response: { status: 'Rejected' } };
  }
  const candidate: InstalledProfile = { connectorId, installedAt: station.time.now(), profile, transaction };
  if (!hasRoom(station, candidate)) return { response: { status: 'Rejected' } };
  station.chargingProfiles.install(candidate);
  return { response: { status: 'Accepted' }, afterwards: () => applyLimits(station) };
};

/** OCPP 1.6 §5.5. */
export const clearChargingProfile: Handler<'ClearChargingProfile'> = (station, criteria) => {
  if (!station.chargingProfiles.clear(criteria)) return { response: { status: 'Unknown' } };
  return { response: { status: 'Accepted' }, afterwards: () => applyLimits(station) };
};

/** OCPP 1.6 §5.7. */
export const getCompositeSchedule: Handler<'GetCompositeSchedule'> = (
  station,
  { connectorId, duration, chargingRateUnit: wantedUnit },
) => {
  const context = contextOf(station, connectorId);
  if (context === null) return { response: { status: 'Rejected' } };
  const from = station.time.now();
  const unit = wantedUnit === 'A' || wantedUnit === 'W' ? wantedUnit : context.outlet.current === 'DC' ? 'W' : 'A';
  const steps = compositeSteps(context, from, from + Math.max(1, duration) * 1000);
  return {
    response: {
      status: 'Accepted',
      connectorId,
      scheduleStart: writeTime(from),
      chargingSchedule: {
        duration,
        startSchedule: writeTime(from),
        chargingRateUnit: unit,
        chargingSchedulePeriod: steps.map(({ at, limitW }) => ({
          startPeriod: Math.round((at - from) / 1000),
          limit: inUnit(limitW, unit),
        })),
      },
    },
  };
};

function contextOf(station: Station, connectorId: number): LimitContext | null {
  if (connectorId === 0) {
    const { installed } = station.chargingProfiles;
    return { installed, connectorId, chargingSince: null, outlet: stationOutlet(station) };
  }
  const connector = findConnector(station, connectorId);
  return connector === undefined ? null : limitContext(station, connector);
}

function applyLimits(station: Station): Promise<void> {
  station.powerLimits.apply();
  return Promise.resolve();
}

/** What is wrong with a profile whatever connector it is for; null when nothing is. */
export function profileFault(station: Station, profile: WireProfile): 'stackLevel' | 'schedule' | 'taste' | null {
  const { configuration, behaviour } = station;
  const { chargingSchedule: schedule, chargingProfileKind: kind } = profile;
  const [first] = schedule.chargingSchedulePeriod;
  if (profile.stackLevel > configuration.integer('ChargeProfileMaxStackLevel')) return 'stackLevel';
  const isTooLong = schedule.chargingSchedulePeriod.length > configuration.integer('ChargingScheduleMaxPeriods');
  const isUnanchored =
    kind === 'Recurring' && (schedule.startSchedule === undefined || profile.recurrencyKind === undefined);
  if (first?.startPeriod !== 0 || isTooLong || isUnanchored) return 'schedule';
  const unitWord = schedule.chargingRateUnit === 'A' ? 'Current' : 'Power';
  if (!configuration.list('ChargingScheduleAllowedChargingRateUnit').includes(unitWord)) return 'schedule';
  return suits(profile, behaviour.chargingProfiles) ? null : 'taste';
}

function suits(profile: WireProfile, taste: Station['behaviour']['chargingProfiles']): boolean {
  const isOneOf = (words: readonly string[] | undefined, word: string): boolean => words?.includes(word) !== false;
  const { chargingSchedule: schedule } = profile;
  return (
    isOneOf(taste?.purposes, profile.chargingProfilePurpose) &&
    isOneOf(taste?.kinds, profile.chargingProfileKind) &&
    isOneOf(taste?.units, schedule.chargingRateUnit) &&
    profile.stackLevel <= (taste?.maxStackLevel ?? Infinity) &&
    schedule.chargingSchedulePeriod.every(({ limit }) => limit >= (taste?.minLimit ?? 0))
  );
}

/** OCPP 1.6 §3.13.1: limits of the station for connector 0, of a charge for a connector, defaults for either. */
function fitsConnector(
  station: Station,
  connectorId: number,
  { chargingProfilePurpose: purpose }: WireProfile,
): boolean {
  if (connectorId !== 0 && findConnector(station, connectorId) === undefined) return false;
  if (purpose === 'ChargePointMaxProfile') return connectorId === 0;
  return purpose === 'TxDefaultProfile' || (purpose === 'TxProfile' && connectorId !== 0);
}

/** The charge a TxProfile is for, null for other purposes, undefined when there is no such charge. */
function transactionFor(station: Station, connectorId: number, profile: WireProfile): Transaction | null | undefined {
  if (profile.chargingProfilePurpose !== 'TxProfile') return null;
  const transaction = findConnector(station, connectorId)?.transaction ?? undefined;
  const isNamed = profile.transactionId === undefined || profile.transactionId === transaction?.transactionId;
  return isNamed ? transaction : undefined;
}

function hasRoom({ chargingProfiles, configuration }: Station, candidate: InstalledProfile): boolean {
  const after = chargingProfiles.installed.length - chargingProfiles.replacedBy(candidate).length + 1;
  return after <= configuration.integer('MaxChargingProfilesInstalled');
}
