import type { PriceElement, PriceTimes, TariffBody } from '../../electron/contract/tariffs.ts';

type AppliesTo = TariffBody['appliesTo'];

/** A price as it is being written; null where nothing usable is there. */
export interface PriceForm {
  energyPerKwhE4: number | null;
  chargingPerMinuteE4: number | null;
  idlePerMinuteE4: number | null;
}

/** A price that holds at certain times only. Days are `07-31`, dates `2026-07-31`, empty where they do not matter. */
export interface TimedPriceForm extends PriceForm {
  /** Tells rows apart on the screen. */
  readonly key: number;
  label: string;
  weekdays: readonly number[];
  fromMinute: number | null;
  toMinute: number | null;
  seasonFirst: string;
  seasonLast: string;
  firstDate: string;
  lastDate: string;
}

/** A version of a tariff as it is being written: one price that always holds, and those that go before it. */
export interface TariffForm {
  use: TariffBody['use'];
  always: PriceForm;
  timed: readonly TimedPriceForm[];
  startFeeE4: number | null;
  idleGraceMinutes: number | null;
  idleCapMinor: number | null;
  minimumMinor: number | null;
  maximumMinor: number | null;
  appliesTo: AppliesTo;
}

const everyone: AppliesTo = { evses: [], powerClass: null, groupIds: [], customerIds: [], idTokens: [] };

/** What streets ask for in Azerbaijan, to be put right by whoever knows better. */
export const samplePricesE4 = { AC: 3000, DC: 4000 } as const;
export const sampleCostE4 = 1250;

export function emptyForm(energyPerKwhE4: number | null, powerClass: AppliesTo['powerClass']): TariffForm {
  return {
    use: 'sale',
    always: { energyPerKwhE4, chargingPerMinuteE4: null, idlePerMinuteE4: null },
    timed: [],
    startFeeE4: null,
    idleGraceMinutes: 15,
    idleCapMinor: null,
    minimumMinor: null,
    maximumMinor: null,
    appliesTo: { ...everyone, powerClass },
  };
}

export function formOf(body: TariffBody): TariffForm {
  const always = body.elements.at(-1);
  const { idlePerMinuteE4 } = body.elements.find((element) => element.idlePerMinuteE4 > 0) ?? { idlePerMinuteE4: 0 };
  return {
    use: body.use,
    always: pricesOf(always),
    timed: body.elements.slice(0, -1).map(timedOf),
    startFeeE4: orNull(body.startFeeE4),
    idleGraceMinutes: idlePerMinuteE4 > 0 || body.idleGraceMinutes > 0 ? body.idleGraceMinutes : 15,
    idleCapMinor: body.idleCapMinor,
    minimumMinor: body.minimumMinor,
    maximumMinor: body.maximumMinor,
    appliesTo: body.appliesTo,
  };
}

/** A row for a price by time, with the prices that always hold as a beginning. */
export function newTimedPrice(key: number, { always }: TariffForm): TimedPriceForm {
  return {
    ...always,
    ...{ key, label: '', weekdays: [], fromMinute: null, toMinute: null },
    ...{ seasonFirst: '', seasonLast: '', firstDate: '', lastDate: '' },
  };
}

/** What the form says; null while a price is missing or times are half written. */
export function bodyOf(form: TariffForm): TariffBody | null {
  const elements = [...form.timed.map(elementOf), alwaysOf(form)];
  if (elements.some((element) => element === null)) return null;
  const known = elements.filter((element) => element !== null);
  const { minimumMinor, maximumMinor } = form;
  if (minimumMinor !== null && maximumMinor !== null && minimumMinor > maximumMinor) return null;
  const chargesIdle = known.some(({ idlePerMinuteE4 }) => idlePerMinuteE4 > 0);
  return {
    use: form.use,
    startFeeE4: form.startFeeE4 ?? 0,
    elements: known,
    idleGraceMinutes: chargesIdle ? (form.idleGraceMinutes ?? 0) : 0,
    idleCapMinor: chargesIdle ? form.idleCapMinor : null,
    minimumMinor,
    maximumMinor,
    appliesTo: form.appliesTo,
  };
}

/** Whether a price by time says when it holds. */
export function saysWhen(row: TimedPriceForm): boolean {
  const times = timesOf(row);
  if (times === null) return false;
  const { weekdays, fromMinute, season, firstDate, lastDate } = times;
  return weekdays.length > 0 || fromMinute !== null || season !== null || firstDate !== null || lastDate !== null;
}

function alwaysOf({ use, always }: TariffForm): PriceElement | null {
  const when = { weekdays: [], fromMinute: null, toMinute: null, season: null, firstDate: null, lastDate: null };
  if (use === 'sale' && always.energyPerKwhE4 === null) return null;
  return { label: '', when, ...figuresOf(always) };
}

function elementOf(row: TimedPriceForm): PriceElement | null {
  const when = timesOf(row);
  if (when === null || row.energyPerKwhE4 === null || !saysWhen(row)) return null;
  return { label: row.label.trim(), when, ...figuresOf(row) };
}

function figuresOf(prices: PriceForm): Omit<PriceElement, 'label' | 'when'> {
  return {
    energyPerKwhE4: prices.energyPerKwhE4 ?? 0,
    chargingPerMinuteE4: prices.chargingPerMinuteE4 ?? 0,
    idlePerMinuteE4: prices.idlePerMinuteE4 ?? 0,
  };
}

/** Null where one of two that belong together is missing. */
function timesOf(row: TimedPriceForm): PriceTimes | null {
  const { weekdays, fromMinute, toMinute, seasonFirst, seasonLast } = row;
  if ((fromMinute === null) !== (toMinute === null) || (seasonFirst === '') !== (seasonLast === '')) return null;
  return {
    weekdays: [...weekdays].sort((one, other) => one - other),
    fromMinute,
    toMinute: toMinute === 0 ? 1440 : toMinute,
    season: seasonFirst === '' ? null : { firstDay: seasonFirst, lastDay: seasonLast },
    firstDate: row.firstDate || null,
    lastDate: row.lastDate || null,
  };
}

function timedOf(element: PriceElement, key: number): TimedPriceForm {
  const { weekdays, fromMinute, toMinute, season, firstDate, lastDate } = element.when;
  return {
    ...pricesOf(element),
    ...{ key, label: element.label, weekdays, fromMinute, toMinute },
    seasonFirst: season?.firstDay ?? '',
    seasonLast: season?.lastDay ?? '',
    firstDate: firstDate ?? '',
    lastDate: lastDate ?? '',
  };
}

function pricesOf(element: PriceElement | undefined): PriceForm {
  return {
    energyPerKwhE4: element?.energyPerKwhE4 ?? null,
    chargingPerMinuteE4: orNull(element?.chargingPerMinuteE4 ?? 0),
    idlePerMinuteE4: orNull(element?.idlePerMinuteE4 ?? 0),
  };
}

/** What costs nothing is left empty. */
function orNull(value: number): number | null {
  return value === 0 ? null : value;
}
