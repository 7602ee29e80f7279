import { parseDecimal } from './decimal.ts';
import type { ObjectShape, Shape } from './shape.ts';

/**
 * A copy of a received payload that fits its shape as well as it can be made to: known fields only, in schema order; numbers and texts
 * turned into one another; a single item for a list of one; `null` for absent. A required field that cannot be made to fit stays as it is,
 * for the validator to name; any other is left out.
 */
export function fitPayload(shape: ObjectShape, payload: object): Record<string, unknown> {
  const fitted: Record<string, unknown> = {};
  for (const field of shape.fields) {
    const given: unknown = Object.hasOwn(payload, field.name) ? Reflect.get(payload, field.name) : undefined;
    if (given === undefined || given === null) continue;
    const value = fitValue(field.shape, given);
    if (value !== undefined) fitted[field.name] = value;
    else if (field.required) fitted[field.name] = given;
  }
  return fitted;
}

function fitValue(shape: Shape, value: unknown): unknown {
  switch (shape) {
    case 'text':
      return fitText(value);
    case 'json':
      return fitText(value) ?? JSON.stringify(value);
    case 'integer':
      return fitInteger(value);
    case 'number':
      return fitNumber(value);
    case 'boolean':
      return fitBoolean(value);
    default:
      if ('items' in shape) return fitList(shape.items, value);
      return isObject(value) ? fitPayload(shape, value) : undefined;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fitList(items: Shape, value: unknown): readonly unknown[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  return given.map((item) => fitValue(items, item)).filter((item) => item !== undefined);
}

function fitText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function fitNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' ? parseDecimal(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function fitInteger(value: unknown): number | undefined {
  const number = fitNumber(value);
  if (number === undefined) return undefined;
  const whole = Math.round(number);
  // Adding 0 turns -0 into 0.
  return Number.isSafeInteger(whole) ? whole + 0 : undefined;
}

const yes: ReadonlySet<unknown> = new Set([true, 'true', 1, '1']);
const no: ReadonlySet<unknown> = new Set([false, 'false', 0, '0']);

function fitBoolean(value: unknown): boolean | undefined {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (yes.has(word)) return true;
  return no.has(word) ? false : undefined;
}

/** A copy of what we send, its fields in schema order: some stations read them by position. */
export function inSchemaOrder(shape: ObjectShape, payload: object): Record<string, unknown> {
  const ordered: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const field of shape.fields) {
    known.add(field.name);
    const value: unknown = Reflect.get(payload, field.name);
    if (value !== undefined) ordered[field.name] = orderValue(field.shape, value);
  }
  for (const [name, value] of Object.entries(payload)) if (!known.has(name)) ordered[name] = value;
  return ordered;
}

function orderValue(shape: Shape, value: unknown): unknown {
  if (typeof shape === 'string') return value;
  if ('fields' in shape) return isObject(value) ? inSchemaOrder(shape, value) : value;
  return Array.isArray(value) ? value.map((item) => orderValue(shape.items, item)) : value;
}
