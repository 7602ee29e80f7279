import type { CommandOutcome, CommandResponse, ConfigurationKey } from '../../../ocpp/model/command.ts';
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

const outcomeKinds: Readonly<Record<CommandOutcome['kind'], true>> = {
  accepted: true,
  rejected: true,
  notSupported: true,
  offline: true,
  timedOut: true,
  failed: true,
};

export function parseOutcome(json: string): CommandOutcome {
  const { kind, response, reason } = parseObject(json);
  if (!isText(kind) || !isWord(kind, outcomeKinds))
    throw new Error(`A command's outcome is the unknown ${String(kind)}`);
  return {
    kind,
    ...(isObject(response) && { response: toResponse(response) }),
    ...(isText(reason) && { reason }),
  };
}

function toResponse({ status, configuration, unknownKeys, data }: JsonObject): CommandResponse {
  return {
    ...(isText(status) && { status }),
    ...(Array.isArray(configuration) && { configuration: configuration.flatMap(toConfigurationKey) }),
    ...(Array.isArray(unknownKeys) && { unknownKeys: unknownKeys.filter(isText) }),
    ...(isText(data) && { data }),
  };
}

function toConfigurationKey(value: unknown): readonly ConfigurationKey[] {
  if (!isObject(value) || !isText(value['key'])) return [];
  return [
    { key: value['key'], value: isText(value['value']) ? value['value'] : null, readonly: value['readonly'] === true },
  ];
}
