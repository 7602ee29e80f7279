import type { EpochMs } from '../model/time.ts';
import type { InstalledProfile } from './charging-profiles.ts';
import { readMoment } from './moment.ts';
import type { Outlet } from './power-curve.ts';
import type { WireProfile } from './wire-profile.ts';

/** What the limits of a connector follow from. */
export interface LimitContext {
  readonly installed: readonly InstalledProfile[];
  /** 0 is the station itself. */
  readonly connectorId: number;
  /** When its charge began; null while there is none. */
  readonly chargingSince: EpochMs | null;
  readonly outlet: Outlet;
}

/** What holds from a moment on. */
export interface LimitStep {
  readonly at: EpochMs;
  readonly limitW: number;
}

const nominalVolts = 230;
const usualPhases = 3;
const dayMs = 86_400_000;

/** Watts that so many amperes on so many phases are. */
export const wattsOf = (limit: number, unit: string, phases = usualPhases): number =>
  unit === 'A' ? limit * nominalVolts * phases : limit;

/** Watts in a unit, as amperes on three phases, to one decimal (OCPP 1.6 §7.14). */
export const inUnit = (limitW: number, unit: string): number =>
  Math.floor((unit === 'A' ? limitW / (nominalVolts * usualPhases) : limitW) * 10 + 1e-6) / 10;

/** The lowest of what the profiles of each purpose allow, and of what the outlet can give (OCPP 1.6 §3.13.3). */
export function limitAt(context: LimitContext, at: EpochMs): number {
  const station = leading(context, 'ChargePointMaxProfile', at);
  const transaction =
    context.connectorId === 0 ? null : (leading(context, 'TxProfile', at) ?? leading(context, 'TxDefaultProfile', at));
  return Math.min(context.outlet.maxPowerW, station ?? Infinity, transaction ?? Infinity);
}

/** The limits from one moment to another, one step for each change. */
export function compositeSteps(context: LimitContext, from: EpochMs, to: EpochMs): readonly LimitStep[] {
  const moments = [from, ...changesBetween(context, from, to)];
  const steps = moments.map((at) => ({ at, limitW: limitAt(context, at) }));
  return steps.filter((step, index) => step.limitW !== steps[index - 1]?.limitW);
}

/** When a limit may change, in order, after `from` and before `to`. */
export function changesBetween(context: LimitContext, from: EpochMs, to: EpochMs): readonly EpochMs[] {
  const changes = context.installed.flatMap((installed) => momentsOf(installed, context.chargingSince, from, to));
  return [...new Set(changes)].filter((at) => at > from && at < to).sort((a, b) => a - b);
}

/** What the profile of a purpose with the highest stack level allows; a connector's own takes the place of the station's (OCPP 1.6 §3.13.1). */
function leading(context: LimitContext, purpose: string, at: EpochMs): number | null {
  const candidates = context.installed
    .filter(({ connectorId, profile }) => profile.chargingProfilePurpose === purpose && applies(connectorId, context))
    .map((installed) => ({ installed, limitW: allowedBy(installed, context.chargingSince, at) }))
    .filter((candidate): candidate is { installed: InstalledProfile; limitW: number } => candidate.limitW !== null)
    .sort((a, b) => byPrecedence(a.installed, b.installed));
  return candidates[0]?.limitW ?? null;
}

const applies = (connectorId: number, context: LimitContext): boolean =>
  connectorId === 0 || connectorId === context.connectorId;

const byPrecedence = (a: InstalledProfile, b: InstalledProfile): number =>
  Number(b.connectorId > 0) - Number(a.connectorId > 0) || b.profile.stackLevel - a.profile.stackLevel;

function allowedBy(installed: InstalledProfile, chargingSince: EpochMs | null, at: EpochMs): number | null {
  const { profile } = installed;
  if (at < readMoment(profile.validFrom, -Infinity) || at >= readMoment(profile.validTo, Infinity)) return null;
  const { chargingSchedule: schedule } = profile;
  const elapsedMs = at - cycleStart(installed, chargingSince, at);
  const isOver = schedule.duration !== undefined && elapsedMs >= schedule.duration * 1000;
  if (elapsedMs < 0 || isOver) return null;
  const period = schedule.chargingSchedulePeriod.findLast(({ startPeriod }) => startPeriod * 1000 <= elapsedMs);
  return period === undefined ? null : wattsOf(period.limit, schedule.chargingRateUnit, period.numberPhases);
}

/** When the schedule began that holds at a moment, or will begin. */
function cycleStart({ profile, installedAt }: InstalledProfile, chargingSince: EpochMs | null, at: EpochMs): EpochMs {
  if (profile.chargingProfileKind === 'Relative') return chargingSince ?? at;
  const start = readMoment(profile.chargingSchedule.startSchedule, chargingSince ?? installedAt);
  if (profile.chargingProfileKind !== 'Recurring' || at < start) return start;
  const cycle = cycleMs(profile);
  return start + Math.floor((at - start) / cycle) * cycle;
}

const cycleMs = ({ recurrencyKind }: WireProfile): number => (recurrencyKind === 'Weekly' ? 7 : 1) * dayMs;

function momentsOf(
  installed: InstalledProfile,
  chargingSince: EpochMs | null,
  from: EpochMs,
  to: EpochMs,
): readonly EpochMs[] {
  const { profile } = installed;
  const { chargingSchedulePeriod: periods, duration } = profile.chargingSchedule;
  const offsets = [0, ...periods.map(({ startPeriod }) => startPeriod), ...(duration === undefined ? [] : [duration])];
  const starts = cycleStarts(installed, chargingSince, from, to);
  return [
    ...starts.flatMap((start) => offsets.map((seconds) => start + seconds * 1000)),
    ...[profile.validFrom, profile.validTo].filter((text) => text !== undefined).map((text) => readMoment(text, from)),
  ];
}

function cycleStarts(
  installed: InstalledProfile,
  chargingSince: EpochMs | null,
  from: EpochMs,
  to: EpochMs,
): readonly EpochMs[] {
  const first = cycleStart(installed, chargingSince, from);
  if (installed.profile.chargingProfileKind !== 'Recurring') return [first];
  const cycle = cycleMs(installed.profile);
  return Array.from({ length: Math.max(1, Math.ceil((to - first) / cycle)) }, (_, index) => first + index * cycle);
}
