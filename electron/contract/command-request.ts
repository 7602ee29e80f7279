import { z } from 'zod';
import { type Command, extendedTriggeredMessages, triggeredMessages } from '../../ocpp/model/command.ts';
import { evseId, idToken, isoTime, rowId } from './fields.ts';

const int32 = z.int().min(0).max(2_147_483_647);
const seconds = z
  .int()
  .min(0)
  .max(366 * 86_400);
/** At most one decimal (OCPP 1.6 §7.14). */
const rate = z.number().min(0).max(10_000_000).multipleOf(0.1);
const transactionId = z.string().regex(/^-?\d{1,10}$|^[\w*:=+|@.-]{1,36}$/);
const url = z.string().min(8).max(512);
const retrying = { retries: z.int().min(0).max(20).optional(), retryIntervalSeconds: seconds.optional() };
const span = { from: isoTime.optional(), to: isoTime.optional() };
const certificateUse = z.enum(['CSMSRootCertificate', 'ManufacturerRootCertificate']);
const purpose = z.enum(['ChargingStationMaxProfile', 'TxDefaultProfile', 'TxProfile']);
const unit = z.enum(['A', 'W']);
const hash = z.string().regex(/^[0-9a-fA-F]{1,128}$/);

/** OCPP 1.6 §7.8. */
export const chargingProfile = z.strictObject({
  profileId: int32.min(1),
  stackLevel: z.int().min(0).max(100),
  purpose,
  kind: z.enum(['Absolute', 'Recurring', 'Relative']),
  recurrency: z.enum(['Daily', 'Weekly']).optional(),
  validFrom: isoTime.optional(),
  validTo: isoTime.optional(),
  transactionId: transactionId.optional(),
  schedule: z.strictObject({
    unit,
    startAt: isoTime.optional(),
    durationSeconds: seconds.optional(),
    minChargingRate: rate.optional(),
    periods: z
      .array(z.strictObject({ startSeconds: seconds, limit: rate, phases: z.int().min(1).max(3).optional() }))
      .min(1)
      .max(1024)
      .readonly(),
  }),
});

const localListEntry = z.strictObject({
  idToken,
  info: z
    .strictObject({
      status: z.enum(['Accepted', 'Blocked', 'Expired', 'Invalid', 'ConcurrentTx']),
      expiresAt: isoTime.optional(),
      parentIdToken: idToken.optional(),
    })
    .nullable(),
});

/** Where the station uploads to or downloads from: an address of the operator's own, else one this service makes. */
const upload = { location: url.optional() };
/** `fileId` is a firmware file kept here; one of the two is needed. */
const download = { fileId: rowId.optional(), location: url.optional() };

/**
 * What the operator asks of a station. The service completes it to a `Command`: it makes addresses for uploads and downloads, numbers
 * requests, reservations and list versions, and fills in what is left out. OCPP 1.6 string limits: CiString50 for a key, CiString500 for a value.
 */
export const commandRequest = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('remoteStart'),
    evseId: evseId.optional(),
    idToken,
    profile: chargingProfile.optional(),
  }),
  z.strictObject({ type: z.literal('remoteStop'), transactionId }),
  z.strictObject({ type: z.literal('reset'), mode: z.enum(['soft', 'hard']) }),
  z.strictObject({ type: z.literal('unlock'), evseId }),
  z.strictObject({
    type: z.literal('changeAvailability'),
    evseId: evseId.optional(),
    operationalStatus: z.enum(['Operative', 'Inoperative']),
  }),
  z.strictObject({
    type: z.literal('getConfiguration'),
    keys: z.array(z.string().min(1).max(50)).max(200).readonly().optional(),
  }),
  z.strictObject({ type: z.literal('setConfiguration'), key: z.string().min(1).max(50), value: z.string().max(500) }),
  z.strictObject({ type: z.literal('clearCache') }),
  z.strictObject({
    type: z.literal('dataTransfer'),
    vendorId: z.string().min(1).max(255),
    messageId: z.string().max(50).optional(),
    data: z.string().max(100_000).optional(),
  }),
  z.strictObject({ type: z.literal('trigger'), message: z.enum(triggeredMessages), evseId: evseId.optional() }),
  z.strictObject({
    type: z.literal('extendedTrigger'),
    message: z.enum(extendedTriggeredMessages),
    evseId: evseId.optional(),
  }),
  z.strictObject({ type: z.literal('getDiagnostics'), ...upload, ...span, ...retrying }),
  z.strictObject({
    type: z.literal('getLog'),
    log: z.enum(['DiagnosticsLog', 'SecurityLog']),
    ...upload,
    ...span,
    ...retrying,
  }),
  z.strictObject({ type: z.literal('updateFirmware'), ...download, retrieveAt: isoTime.optional(), ...retrying }),
  z.strictObject({
    type: z.literal('signedUpdateFirmware'),
    ...download,
    retrieveAt: isoTime.optional(),
    installAt: isoTime.optional(),
    signingCertificate: z.string().min(1).max(5500),
    signature: z.string().min(1).max(800),
    ...retrying,
  }),
  z.strictObject({ type: z.literal('getLocalListVersion') }),
  /** Without `entries` the list is made from the cards, and `version` is the next one. */
  z.strictObject({
    type: z.literal('sendLocalList'),
    updateType: z.enum(['full', 'differential']),
    version: int32.optional(),
    entries: z.array(localListEntry).max(10_000).readonly().optional(),
  }),
  z.strictObject({
    type: z.literal('reserve'),
    evseId: evseId.optional(),
    idToken,
    parentIdToken: idToken.optional(),
    expiresAt: isoTime,
  }),
  z.strictObject({ type: z.literal('cancelReservation'), reservationId: int32 }),
  z.strictObject({ type: z.literal('setChargingProfile'), evseId: evseId.optional(), profile: chargingProfile }),
  z.strictObject({
    type: z.literal('clearChargingProfile'),
    profileId: int32.optional(),
    evseId: z.int().min(0).max(255).optional(),
    purpose: purpose.optional(),
    stackLevel: z.int().min(0).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal('getCompositeSchedule'),
    evseId: evseId.optional(),
    durationSeconds: seconds.min(1),
    unit: unit.optional(),
  }),
  z.strictObject({ type: z.literal('certificateSigned'), certificateChain: z.string().min(1).max(10_000) }),
  /** Without `certificate` the roots of this service's own authority are meant. */
  z.strictObject({
    type: z.literal('installCertificate'),
    certificateType: certificateUse,
    certificate: z.string().min(1).max(5500).optional(),
  }),
  z.strictObject({
    type: z.literal('deleteCertificate'),
    certificate: z.strictObject({
      hashAlgorithm: z.enum(['SHA256', 'SHA384', 'SHA512']),
      issuerNameHash: hash,
      issuerKeyHash: hash,
      serialNumber: hash,
    }),
  }),
  z.strictObject({ type: z.literal('getInstalledCertificateIds'), certificateType: certificateUse }),
]) satisfies z.ZodType<CommandRequest>;

/** What the service fills in where it is left out. */
interface Completable {
  readonly getDiagnostics: 'location';
  readonly getLog: 'location' | 'requestId';
  readonly updateFirmware: 'location' | 'retrieveAt';
  readonly signedUpdateFirmware: 'location' | 'retrieveAt' | 'requestId';
  readonly sendLocalList: 'version' | 'entries';
  readonly reserve: 'reservationId';
  readonly installCertificate: 'certificate';
}

type Optional<T, K extends PropertyKey> = Omit<T, K> & { readonly [P in keyof T & K]?: T[P] | undefined };

type RequestOf<C extends Command> = C extends Command
  ? (C['type'] extends keyof Completable ? Optional<C, Completable[C['type']]> : C) &
      (C['type'] extends 'updateFirmware' | 'signedUpdateFirmware' ? { readonly fileId?: string | undefined } : unknown)
  : never;

export type CommandRequest = RequestOf<Command>;
