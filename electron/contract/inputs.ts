import { z } from 'zod';
import { bookInputs } from './books.ts';
import { businessInputs } from './business.ts';
import { chargingLimitInputs } from './charging-limits.ts';
import { commandRequest } from './command-request.ts';
import { commissioningInputs } from './commissioning.ts';
import { configurationInputs } from './configuration.ts';
import { customerInputs } from './customers.ts';
import { documentInputs } from './documents.ts';
import { deskInputs } from './desk.ts';
import {
  evseId,
  idToken,
  idTokenSuffixRule,
  isoTime,
  language,
  limit,
  nothing,
  offset,
  rowId,
  stationId,
} from './fields.ts';
import { fileInputs } from './files.ts';
import { idTokenInputs } from './id-tokens.ts';
import { localListInputs } from './local-lists.ts';
import { operatorInputs } from './operators.ts';
import { monthInputs } from './months.ts';
import { reportInputs } from './reports.ts';
import { paymentInputs } from './payments.ts';
import { reservationInputs } from './reservations.ts';
import { securityInputs } from './security.ts';
import { tariffInputs } from './tariff-methods.ts';
import { signedValueInputs } from './signed-values.ts';

const sessionFilter = {
  from: isoTime.optional(),
  to: isoTime.optional(),
  stationId: stationId.optional(),
  evseId: evseId.optional(),
  /** With the sessions of cards it took the place of. */
  idToken: z.string().max(255).optional(),
  customerId: rowId.optional(),
  open: z.boolean().optional(),
  verdict: z.enum(['ok', 'estimated', 'repaired', 'review']).optional(),
  search: z.string().max(100).optional(),
};

/** Input of every console method: a method that is not here does not exist. */
export const inputs = {
  'system.status': nothing,
  'system.addresses': nothing,

  'stations.list': nothing,
  'stations.get': z.strictObject({ stationId }),
  /** `password` is stored as a salted hash only. */
  'stations.add': z.strictObject({
    stationId,
    name: z.string().trim().max(100),
    password: z.string().min(8).max(40).optional(),
  }),
  'stations.update': z.strictObject({
    stationId,
    name: z.string().trim().max(100).optional(),
    password: z.string().min(8).max(40).nullable().optional(),
    /** Connectors that charge whoever comes, at the house's expense. */
    freeVending: z.array(evseId).max(255).readonly().optional(),
    /** What this station calls Wh is kWh. */
    registersInKwh: z.boolean().optional(),
  }),
  /** What an EVSE can deliver: tariffs go by it. A class of null takes back what was said. */
  'stations.setRating': z.strictObject({
    stationId,
    evseId,
    powerClass: z.enum(['AC', 'DC']).nullable(),
    maxPowerW: z.int().min(1).max(10_000_000).nullable(),
  }),
  'stations.admit': z.strictObject({ stationId }),
  'stations.reject': z.strictObject({ stationId }),
  'stations.remove': z.strictObject({ stationId }),
  'stations.command': z.strictObject({ stationId, command: commandRequest }),

  ...fileInputs,
  ...localListInputs,
  ...reportInputs,
  ...reservationInputs,
  ...monthInputs,
  ...chargingLimitInputs,
  ...configurationInputs,
  ...commissioningInputs,
  ...securityInputs,
  ...operatorInputs,
  ...bookInputs,
  ...paymentInputs,
  ...deskInputs,
  ...businessInputs,
  ...tariffInputs,
  ...documentInputs,

  'commands.list': z.strictObject({ stationId: stationId.optional(), limit, offset }),

  ...customerInputs,
  ...idTokenInputs,

  'sessions.list': z.strictObject({ ...sessionFilter, limit, offset }),
  'sessions.get': z.strictObject({ sessionId: z.string().max(20) }),
  /** Closes, by estimate, a session whose stop will not come any more; one that comes all the same still replaces the estimate. */
  'sessions.close': z.strictObject({ sessionId: z.string().max(20) }),
  'sessions.series': z.strictObject({ sessionId: z.string().max(20), maxPoints: z.int().min(2).max(5000).optional() }),
  ...signedValueInputs,

  'frames.list': z.strictObject({
    stationId: stationId.optional(),
    sessionId: z.string().max(20).optional(),
    action: z.string().max(60).optional(),
    kind: z.enum(['call', 'result', 'error', 'invalid']).optional(),
    direction: z.enum(['in', 'out']).optional(),
    from: isoTime.optional(),
    to: isoTime.optional(),
    search: z.string().max(100).optional(),
    limit,
    offset,
  }),
  'frames.actions': nothing,

  'alerts.list': z.strictObject({ active: z.boolean().optional(), limit, offset }),
  /** For alerts about something that happened; those about a state go away with it. */
  'alerts.dismiss': z.strictObject({ alertId: z.string().max(20) }),

  'settings.get': nothing,
  'settings.update': z.strictObject({
    siteName: z.string().trim().max(100).optional(),
    language: language.optional(),
    theme: z.enum(['system', 'light', 'dark']).optional(),
    timeZone: z.string().max(60).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    acceptUnknown: z.boolean().optional(),
    acceptAnyCard: z.boolean().optional(),
    consoleIdToken: idToken.optional(),
    idTokenSuffixes: z.array(idTokenSuffixRule).max(20).readonly().optional(),
    operatorName: z.string().trim().max(64).optional(),
    heartbeatIntervalSeconds: z.int().min(10).max(86_400).optional(),
    offlineAlertSeconds: z.int().min(30).max(86_400).optional(),
    frameRetentionDays: z.int().min(1).max(3650).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;
