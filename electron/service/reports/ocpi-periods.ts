import type { BillLine, BillLineKind } from '../../contract/bill.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import { isoTime } from '../domain/iso-time.ts';
import { hours, kilowattHours } from './ocpi-number.ts';
import type { OcpiChargingPeriod, OcpiDimension } from './ocpi-types.ts';

export interface PeriodsSource {
  readonly lines: readonly BillLine[];
  readonly startedAt: EpochMs;
  readonly energyWh: number;
  readonly chargingSeconds: number;
  readonly idleSeconds: number;
  readonly tariffId: string | null;
}

const dimensionOf: Partial<Record<BillLineKind, OcpiDimension['type']>> = {
  energy: 'ENERGY',
  time: 'TIME',
  idle: 'PARKING_TIME',
};

interface Portion {
  readonly at: EpochMs;
  readonly type: OcpiDimension['type'];
  readonly quantity: number;
}

/** The periods of a session: one begins wherever something begins to be billed at another price (OCPI 2.2.1 §10.3.1). */
export function chargingPeriods(source: PeriodsSource): readonly OcpiChargingPeriod[] {
  const { startedAt, tariffId } = source;
  const billed = source.lines.flatMap(({ kind, spans }) => {
    const type = dimensionOf[kind];
    return type === undefined
      ? []
      : spans.map(({ from, quantity }): Portion => ({ at: Date.parse(from), type, quantity }));
  });
  const all = [...billed, ...unbilled(source, billed)].filter(({ quantity }) => quantity > 0);
  const starts = [...new Set([startedAt, ...all.map(({ at }) => at)])].sort((one, other) => one - other);
  return starts.map((start) => {
    const dimensions = all.filter(({ at }) => at === start).map(dimension);
    return {
      start_date_time: isoTime(start),
      dimensions: dimensions.length > 0 ? dimensions : [{ type: 'ENERGY' as const, volume: 0 }],
      ...(tariffId === null ? {} : { tariff_id: tariffId }),
    };
  });
}

/** What no line has because it costs nothing: charging from the start on, idling from when charging ended. */
function unbilled({ startedAt, ...session }: PeriodsSource, billed: readonly Portion[]): readonly Portion[] {
  const rest = (type: Portion['type'], whole: number): number =>
    billed.reduce((left, portion) => (portion.type === type ? left - portion.quantity : left), whole);
  return [
    { at: startedAt, type: 'ENERGY', quantity: rest('ENERGY', session.energyWh) },
    { at: startedAt, type: 'TIME', quantity: rest('TIME', session.chargingSeconds) },
    {
      at: startedAt + session.chargingSeconds * 1000,
      type: 'PARKING_TIME',
      quantity: rest('PARKING_TIME', session.idleSeconds),
    },
  ];
}

function dimension({ type, quantity }: Portion): OcpiDimension {
  return { type, volume: type === 'ENERGY' ? kilowattHours(quantity) : hours(quantity) };
}
