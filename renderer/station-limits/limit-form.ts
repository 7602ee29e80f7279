import type { Params } from '../../electron/contract/api.ts';

/** A limit as a person gives it. */
export interface LimitValues {
  /** `station`, `evse:2` or `session:17`. */
  readonly place: string;
  /** As typed, in `unit`. */
  readonly amount: string;
  readonly unit: 'A' | 'kW';
  /** Empty: the station decides. */
  readonly phases: '' | '1' | '3';
  readonly rhythm: 'always' | 'daily';
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  /** ISO 8601, or empty: until it is removed. */
  readonly validTo: string;
}

export const emptyLimit: LimitValues = {
  place: 'station',
  amount: '',
  unit: 'A',
  phases: '',
  rhythm: 'always',
  fromMinute: null,
  toMinute: null,
  validTo: '',
};

const largest = { A: 1000, kW: 10_000 } as const;

/** The amount in amperes or kilowatts; null for anything that is no limit. A comma is as good as a point. */
export function amountOf({ amount, unit }: Pick<LimitValues, 'amount' | 'unit'>): number | null {
  const text = amount.trim().replace(',', '.');
  if (!/^\d{1,5}(\.\d{1,3})?$/.test(text)) return null;
  const value = Number(text);
  return value <= largest[unit] ? value : null;
}

/** What the service is asked for; null while something is missing. */
export function limitOf(values: LimitValues, stationId: string): Params<'chargingLimits.set'> | null {
  const amount = amountOf(values);
  if (amount === null) return null;
  const daily = dailyOf(values);
  if (daily === null) return null;
  return {
    stationId,
    ...placeOf(values.place),
    ...rateOf(amount, values.unit),
    ...(values.phases === '' ? {} : { phases: Number(values.phases) }),
    ...daily,
    ...(values.validTo === '' ? {} : { validTo: values.validTo }),
  };
}

/** OCPP 1.6 §7.14: at most one decimal. */
function rateOf(amount: number, unit: LimitValues['unit']): { readonly limit: number; readonly unit: 'A' | 'W' } {
  return unit === 'A' ? { limit: Math.round(amount * 10) / 10, unit } : { limit: Math.round(amount * 1000), unit: 'W' };
}

function placeOf(place: string): { readonly evseId?: number; readonly sessionId?: string } {
  const [kind, id = ''] = place.split(':');
  if (kind === 'evse') return { evseId: Number(id) };
  return kind === 'session' ? { sessionId: id } : {};
}

function dailyOf({
  place,
  rhythm,
  fromMinute,
  toMinute,
}: LimitValues): Pick<Params<'chargingLimits.set'>, 'daily'> | null {
  if (rhythm === 'always' || place.startsWith('session:')) return {};
  if (fromMinute === null || toMinute === null || fromMinute === toMinute) return null;
  return { daily: { fromMinute, toMinute } };
}
