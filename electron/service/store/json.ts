import type { CertificateHash } from '../../../ocpp/model/certificate.ts';
import type { ChargingSchedulePeriod, CompositeSchedule } from '../../../ocpp/model/charging-profile.ts';
import type { CommandOutcome, CommandResponse, ConfigurationKey } from '../../../ocpp/model/command.ts';
import type { AuthorizationStatus } from '../../../ocpp/model/id-token.ts';
import type { LocalListEntry } from '../../../ocpp/model/local-list.ts';
import { outcomeReasons, type OutcomeReason } from '../../../ocpp/model/outcome-reason.ts';
import { isWord } from './row.ts';

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(json: string): JsonObject {
  const value: unknown = JSON.parse(json);
  if (!isObject(value)) throw new Error('Stored JSON is no object');
  return value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNumber(entry: [string, unknown]): entry is [string, string | number] {
  return isText(entry[1]) || typeof entry[1] === 'number';
}

/** An object of texts and numbers; other members are left out. */
export function parseWordsAndNumbers(json: string): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(parseObject(json)).filter(isTextOrNumber));
}

export function parseTexts(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter(isText) : [];
}

export function parseIntegers(json: string): readonly number[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter((one): one is number => Number.isSafeInteger(one)) : [];
}

const outcomeKinds: Readonly<Record<CommandOutcome['kind'], true>> = {
  accepted: true,
  rejected: true,
  notSupported: true,
  offline: true,
  timedOut: true,
  failed: true,
};

const reasonWords: ReadonlySet<string> = new Set(outcomeReasons);

function isOutcomeReason(word: string): word is OutcomeReason {
  return reasonWords.has(word);
}

export function parseOutcome(json: string): CommandOutcome {
  const { kind, response, reason } = parseObject(json);
  if (!isText(kind) || !isWord(kind, outcomeKinds))
    throw new Error(`A command's outcome is the unknown ${String(kind)}`);
  return {
    kind,
    ...(isObject(response) && { response: toResponse(response) }),
    ...(isText(reason) && isOutcomeReason(reason) && { reason }),
  };
}

function toResponse(json: JsonObject): CommandResponse {
  const { status, configuration, unknownKeys, data, listVersion, fileName, schedule, certificates } = json;
  const composite = isObject(schedule) ? toCompositeSchedule(schedule) : null;
  return {
    ...(isText(status) && { status }),
    ...(Array.isArray(configuration) && { configuration: configuration.flatMap(toConfigurationKey) }),
    ...(Array.isArray(unknownKeys) && { unknownKeys: unknownKeys.filter(isText) }),
    ...(isText(data) && { data }),
    ...(typeof listVersion === 'number' && { listVersion }),
    ...(isText(fileName) && { fileName }),
    ...(composite !== null && { schedule: composite }),
    ...(Array.isArray(certificates) && { certificates: certificates.flatMap(toCertificateHash) }),
  };
}

function toCertificateHash(value: unknown): readonly CertificateHash[] {
  if (!isObject(value)) return [];
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = value;
  if (hashAlgorithm !== 'SHA256' && hashAlgorithm !== 'SHA384' && hashAlgorithm !== 'SHA512') return [];
  if (!isText(issuerNameHash) || !isText(issuerKeyHash) || !isText(serialNumber)) return [];
  return [{ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }];
}

function toCompositeSchedule({ evseId, startAt, schedule }: JsonObject): CompositeSchedule | null {
  if (typeof evseId !== 'number' || !isText(startAt) || !isObject(schedule)) return null;
  const { unit, durationSeconds, minChargingRate, periods } = schedule;
  if ((unit !== 'A' && unit !== 'W') || !Array.isArray(periods)) return null;
  return {
    evseId,
    startAt,
    schedule: {
      unit,
      ...(isText(schedule['startAt']) && { startAt: schedule['startAt'] }),
      ...(typeof durationSeconds === 'number' && { durationSeconds }),
      ...(typeof minChargingRate === 'number' && { minChargingRate }),
      periods: periods.flatMap(toPeriod),
    },
  };
}

function toPeriod(value: unknown): readonly ChargingSchedulePeriod[] {
  if (!isObject(value)) return [];
  const { startSeconds, limit, phases } = value;
  if (typeof startSeconds !== 'number' || typeof limit !== 'number') return [];
  return [{ startSeconds, limit, ...(typeof phases === 'number' && { phases }) }];
}

function toConfigurationKey(value: unknown): readonly ConfigurationKey[] {
  if (!isObject(value) || !isText(value['key'])) return [];
  return [
    { key: value['key'], value: isText(value['value']) ? value['value'] : null, readonly: value['readonly'] === true },
  ];
}

const authorizations: Readonly<Record<AuthorizationStatus, true>> = {
  Accepted: true,
  Blocked: true,
  Expired: true,
  Invalid: true,
  ConcurrentTx: true,
};

/** The cards of a local list; what cannot be read is left out. */
export function parseLocalList(json: string): readonly LocalListEntry[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.flatMap(toLocalListEntry) : [];
}

function toLocalListEntry(value: unknown): readonly LocalListEntry[] {
  if (!isObject(value) || !isText(value['idToken']) || !isObject(value['info'])) return [];
  const { status, expiresAt, parentIdToken } = value['info'];
  if (!isText(status) || !isWord(status, authorizations)) return [];
  const info = { status, ...(isText(expiresAt) && { expiresAt }), ...(isText(parentIdToken) && { parentIdToken }) };
  return [{ idToken: value['idToken'], info }];
}
