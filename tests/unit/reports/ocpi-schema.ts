import { z } from 'zod';

/** CDRs and tariffs as the tables of OCPI 2.2.1 list them (mod_cdrs §10.3 and §10.4, mod_tariffs §11.3 and §11.4): every field, none beside. */
const ciString = (most: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[\x20-\x7e]*$/);
const text = (most: number): z.ZodString => z.string().min(1).max(most);
const dateTime = z
  .string()
  .max(25)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
/** §16.3: four decimals at most. */
const number = z.number().refine((value) => /^-?\d+(\.\d{1,4})?$/.test(JSON.stringify(value)));
const price = z.strictObject({ excl_vat: number, incl_vat: number.optional() });
const party = { country_code: ciString(2), party_id: ciString(3) };

const tariff = z.strictObject({
  ...party,
  id: ciString(36),
  currency: text(3),
  type: z.enum(['AD_HOC_PAYMENT', 'PROFILE_CHEAP', 'PROFILE_FAST', 'PROFILE_GREEN', 'REGULAR']).optional(),
  tariff_alt_text: z.array(z.strictObject({ language: text(2), text: text(512) })).optional(),
  tariff_alt_url: z.url().optional(),
  min_price: price.optional(),
  max_price: price.optional(),
  elements: z
    .array(
      z.strictObject({
        price_components: z
          .array(
            z.strictObject({
              type: z.enum(['ENERGY', 'FLAT', 'PARKING_TIME', 'TIME']),
              price: number,
              vat: number.optional(),
              step_size: z.int(),
            }),
          )
          .min(1),
        restrictions: z
          .strictObject({
            start_time: z
              .string()
              .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
              .optional(),
            end_time: z
              .string()
              .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
              .optional(),
            start_date: z.iso.date().optional(),
            end_date: z.iso.date().optional(),
            min_kwh: number.optional(),
            max_kwh: number.optional(),
            min_duration: z.int().optional(),
            max_duration: z.int().optional(),
            day_of_week: z
              .array(z.enum(['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']))
              .optional(),
          })
          .optional(),
      }),
    )
    .min(1),
  start_date_time: dateTime.optional(),
  end_date_time: dateTime.optional(),
  last_updated: dateTime,
});

export const ocpiCdrSchema = z.strictObject({
  ...party,
  id: ciString(39),
  start_date_time: dateTime,
  end_date_time: dateTime,
  session_id: ciString(36).optional(),
  cdr_token: z.strictObject({
    ...party,
    uid: ciString(36),
    type: z.enum(['AD_HOC_USER', 'APP_USER', 'OTHER', 'RFID']),
    contract_id: ciString(36),
  }),
  auth_method: z.enum(['AUTH_REQUEST', 'COMMAND', 'WHITELIST']),
  authorization_reference: ciString(36).optional(),
  cdr_location: z.strictObject({
    id: ciString(36),
    name: text(255).optional(),
    address: text(45),
    city: text(45),
    postal_code: text(10).optional(),
    state: text(20).optional(),
    country: text(3),
    coordinates: z.strictObject({ latitude: text(10), longitude: text(11) }),
    evse_uid: ciString(36),
    evse_id: ciString(48),
    connector_id: ciString(36),
    connector_standard: z.enum(['IEC_62196_T2', 'IEC_62196_T2_COMBO']),
    connector_format: z.enum(['SOCKET', 'CABLE']),
    connector_power_type: z.enum(['AC_1_PHASE', 'AC_2_PHASE', 'AC_2_PHASE_SPLIT', 'AC_3_PHASE', 'DC']),
  }),
  meter_id: text(255).optional(),
  currency: text(3),
  tariffs: z.array(tariff).optional(),
  charging_periods: z
    .array(
      z.strictObject({
        start_date_time: dateTime,
        dimensions: z
          .array(z.strictObject({ type: z.enum(['ENERGY', 'TIME', 'PARKING_TIME']), volume: number }))
          .min(1),
        tariff_id: ciString(36).optional(),
      }),
    )
    .min(1),
  total_cost: price,
  total_fixed_cost: price.optional(),
  total_energy: number,
  total_energy_cost: price.optional(),
  total_time: number,
  total_time_cost: price.optional(),
  total_parking_time: number.optional(),
  total_parking_cost: price.optional(),
  total_reservation_cost: price.optional(),
  remark: text(255).optional(),
  invoice_reference_id: ciString(39).optional(),
  credit: z.boolean().optional(),
  credit_reference_id: ciString(39).optional(),
  home_charging_compensation: z.boolean().optional(),
  last_updated: dateTime,
});
