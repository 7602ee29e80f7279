import type { BillLine, BillLineKind } from '../../contract/bill.ts';
import type { TariffBody } from '../../contract/tariffs.ts';
import { isoTime } from '../domain/iso-time.ts';
import type { CdrRecord } from '../store/book-records.ts';
import type { PowerClass, TariffVersionRecord } from '../store/tariff-records.ts';
import { chargingPeriods } from './ocpi-periods.ts';
import { hours, kilowattHours, ocpiPrice } from './ocpi-number.ts';
import { ocpiTariff } from './ocpi-tariff.ts';
import { noData, type OcpiCdr, type OcpiPrice } from './ocpi-types.ts';

/** Who tells the records, and of which place. */
export interface OcpiOwner {
  /** ISO 3166-1, two letters and three. */
  readonly countryCode: string;
  readonly country: string;
  /** Given out by a country's registry of operators. */
  readonly partyId: string;
  readonly siteName: string;
  readonly address: string;
}

export interface OcpiCdrSource {
  readonly owner: OcpiOwner;
  readonly cdr: CdrRecord;
  readonly lines: readonly BillLine[];
  readonly meterSerialNumber: string | null;
  /** Null where nobody said; then taken for AC, as most are. */
  readonly powerClass: PowerClass | null;
  /** Of the customer; null where there is none. */
  readonly contractNumber: string | null;
  readonly tariff: { readonly version: TariffVersionRecord; readonly body: TariffBody } | null;
}

const connectors = {
  AC: { connector_standard: 'IEC_62196_T2', connector_format: 'SOCKET', connector_power_type: 'AC_3_PHASE' },
  DC: { connector_standard: 'IEC_62196_T2_COMBO', connector_format: 'CABLE', connector_power_type: 'DC' },
} as const;

/** A charge detail record of the books as OCPI 2.2.1 tells it. Null where energy or amount is not known: OCPI has no word for that. */
export function ocpiCdr(source: OcpiCdrSource): OcpiCdr | null {
  const { cdr, owner } = source;
  if (cdr.energyWh === null || cdr.grossMinor === null || cdr.netMinor === null) return null;
  // A credit has all the data of the record it takes back; only the total is negative (OCPI 2.2.1 §10.1.1).
  const sign = cdr.kind === 'credit' ? -1 : 1;
  const lines = source.lines.map((line) => signed(line, sign));
  const energyWh = sign * cdr.energyWh;
  const [chargingSeconds, idleSeconds] = [sign * cdr.chargingSeconds, sign * cdr.idleSeconds];
  const owned = { country_code: owner.countryCode, party_id: owner.partyId };
  const tariffId = source.tariff === null ? null : tariffIdOf(source.tariff.version);
  const hasVat = cdr.vatRateBp !== null;
  const cost = (...kinds: readonly BillLineKind[]): OcpiPrice | null => costOf(lines, kinds, cdr.currency, hasVat);
  return {
    ...owned,
    id: cdr.cdrId,
    start_date_time: isoTime(cdr.startedAt),
    end_date_time: isoTime(cdr.stoppedAt),
    session_id: cdr.sessionId,
    cdr_token: {
      ...owned,
      uid: identifier(cdr.idToken),
      type: cdr.idToken === null ? 'OTHER' : 'RFID',
      contract_id: identifier(source.contractNumber),
    },
    auth_method: 'WHITELIST',
    cdr_location: locationOf(source),
    ...(source.meterSerialNumber === null ? {} : { meter_id: source.meterSerialNumber }),
    currency: cdr.currency,
    ...tariffsOf(source, tariffId),
    charging_periods: chargingPeriods({
      ...{ lines, startedAt: cdr.startedAt, energyWh, chargingSeconds, idleSeconds, tariffId },
    }),
    total_cost: ocpiPrice({ grossMinor: cdr.grossMinor, netMinor: cdr.netMinor }, cdr.currency, hasVat),
    ...named('total_fixed_cost', cost('start')),
    total_energy: kilowattHours(energyWh),
    ...named('total_energy_cost', cost('energy')),
    total_time: hours(chargingSeconds + idleSeconds),
    ...named('total_time_cost', cost('time')),
    total_parking_time: hours(idleSeconds),
    ...named('total_parking_cost', cost('idle', 'idleCap')),
    ...(cdr.reverses === null ? {} : { credit: true as const, credit_reference_id: cdr.reverses }),
    last_updated: isoTime(cdr.recordedAt),
  };
}

function locationOf({ cdr, owner, powerClass }: OcpiCdrSource): OcpiCdr['cdr_location'] {
  return {
    id: '1',
    name: cut(owner.siteName, 255) || noData,
    address: cut(owner.address, 45) || noData,
    city: noData,
    country: owner.country,
    coordinates: { latitude: noData, longitude: noData },
    evse_uid: identifier(`${String(cdr.evseId)}.${cdr.stationId}`),
    evse_id: noData,
    connector_id: '1',
    ...connectors[powerClass ?? 'AC'],
  };
}

function tariffsOf({ cdr, tariff, owner }: OcpiCdrSource, id: string | null): Pick<OcpiCdr, 'tariffs'> {
  if (tariff === null || id === null) return {};
  const { version, body } = tariff;
  const { validFrom, createdAt } = version;
  const { currency, vatRateBp, startedAt, timeZone } = cdr;
  return {
    tariffs: [ocpiTariff({ ...owner, id, body, validFrom, createdAt, currency, vatRateBp, startedAt, timeZone })],
  };
}

function tariffIdOf({ tariffId, number }: TariffVersionRecord): string {
  return `${tariffId}-${String(number)}`;
}

function costOf(
  lines: readonly BillLine[],
  kinds: readonly BillLineKind[],
  currency: string,
  hasVat: boolean,
): OcpiPrice | null {
  const mine = lines.filter(({ kind }) => kinds.includes(kind));
  if (mine.length === 0) return null;
  const sum = (amount: (line: BillLine) => number): number => mine.reduce((total, line) => total + amount(line), 0);
  const amounts = { grossMinor: sum((line) => line.grossMinor), netMinor: sum((line) => line.netMinor) };
  return ocpiPrice(amounts, currency, hasVat);
}

function named<Name extends string>(name: Name, price: OcpiPrice | null): Partial<Record<Name, OcpiPrice>> {
  const entries: Partial<Record<string, OcpiPrice>> = price === null ? {} : { [name]: price };
  return entries;
}

function signed(line: BillLine, sign: 1 | -1): BillLine {
  return {
    ...line,
    quantity: sign * line.quantity,
    spans: line.spans.map((span) => ({ ...span, quantity: sign * span.quantity })),
    grossMinor: sign * line.grossMinor,
    vatMinor: sign * line.vatMinor,
    netMinor: sign * line.netMinor,
  };
}

/** OCPI 2.2.1 §16.1: printable ASCII only. */
function identifier(text: string | null): string {
  return cut((text ?? '').replace(/[^\x20-\x7e]/gu, '_'), 36) || noData;
}

/** Letters, not halves of them. */
function cut(text: string, most: number): string {
  return Array.from(text).slice(0, most).join('');
}
