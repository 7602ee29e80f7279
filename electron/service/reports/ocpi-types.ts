import type { IsoTime } from '../../../ocpp/model/time.ts';

/** OCPI 2.2.1 §4: what a field that must be there says where nothing is known. */
export const noData = '#NA';

/** OCPI 2.2.1 §16.4. Decimal numbers, never in minor units. */
export interface OcpiPrice {
  readonly excl_vat: number;
  /** Left out where no VAT is charged. */
  readonly incl_vat?: number;
}

/** OCPI 2.2.1 §10.4.2: energy in kWh, times in hours. */
export interface OcpiDimension {
  readonly type: 'ENERGY' | 'TIME' | 'PARKING_TIME';
  readonly volume: number;
}

/** OCPI 2.2.1 §10.4.6. */
export interface OcpiChargingPeriod {
  readonly start_date_time: IsoTime;
  readonly dimensions: readonly OcpiDimension[];
  readonly tariff_id?: string;
}

export interface OcpiPriceComponent {
  readonly type: 'ENERGY' | 'FLAT' | 'PARKING_TIME' | 'TIME';
  /** Without VAT; of a kWh or an hour. */
  readonly price: number;
  /** Per cent. */
  readonly vat?: number;
  readonly step_size: 1;
}

/** OCPI 2.2.1 §11.4.6: local time and dates; `end_date` is the first day on which it no longer holds. */
export interface OcpiRestrictions {
  readonly start_time?: string;
  readonly end_time?: string;
  readonly start_date?: string;
  readonly end_date?: string;
  readonly day_of_week?: readonly string[];
}

/** OCPI 2.2.1 §11.3.1. */
export interface OcpiTariff {
  readonly country_code: string;
  readonly party_id: string;
  readonly id: string;
  readonly currency: string;
  readonly type: 'REGULAR';
  readonly min_price?: OcpiPrice;
  readonly max_price?: OcpiPrice;
  readonly elements: readonly {
    readonly price_components: readonly OcpiPriceComponent[];
    readonly restrictions?: OcpiRestrictions;
  }[];
  readonly start_date_time: IsoTime;
  readonly last_updated: IsoTime;
}

/** OCPI 2.2.1 §10.3.1. */
export interface OcpiCdr {
  readonly country_code: string;
  readonly party_id: string;
  readonly id: string;
  readonly start_date_time: IsoTime;
  readonly end_date_time: IsoTime;
  readonly session_id: string;
  readonly cdr_token: {
    readonly country_code: string;
    readonly party_id: string;
    readonly uid: string;
    readonly type: 'RFID' | 'OTHER';
    readonly contract_id: string;
  };
  readonly auth_method: 'WHITELIST';
  readonly cdr_location: {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly city: string;
    readonly country: string;
    readonly coordinates: { readonly latitude: string; readonly longitude: string };
    readonly evse_uid: string;
    readonly evse_id: string;
    readonly connector_id: string;
    readonly connector_standard: 'IEC_62196_T2' | 'IEC_62196_T2_COMBO';
    readonly connector_format: 'SOCKET' | 'CABLE';
    readonly connector_power_type: 'AC_3_PHASE' | 'DC';
  };
  readonly meter_id?: string;
  readonly currency: string;
  readonly tariffs?: readonly OcpiTariff[];
  readonly charging_periods: readonly OcpiChargingPeriod[];
  readonly total_cost: OcpiPrice;
  readonly total_fixed_cost?: OcpiPrice;
  readonly total_energy: number;
  readonly total_energy_cost?: OcpiPrice;
  readonly total_time: number;
  readonly total_time_cost?: OcpiPrice;
  readonly total_parking_time: number;
  readonly total_parking_cost?: OcpiPrice;
  readonly credit?: true;
  readonly credit_reference_id?: string;
  readonly last_updated: IsoTime;
}
