import type { Notice } from '../notice.ts';
import { parseDecimal } from './decimal.ts';
import type { FieldShape, ObjectShape, Shape } from './shape.ts';

/**
 * A copy of a received payload that fits its shape as well as it can be made to: known fields only, in schema order; numbers and texts
 * turned into one another; a single item for a list of one; `null` for absent. A required field that cannot be made to fit stays as it is,
 * for the validator to name; any other is left out. `notice` is told of everything that was not as it should be.
 */
export function fitPayload(shape: ObjectShape, payload: object, notice: Notice): Record<string, unknown> {
  const fitted: Record<string, unknown> = {};
  let known = 0;
  for (const field of shape.fields) {
    const isGiven = Object.hasOwn(payload, field.name);
    if (isGiven) known += 1;
    const given: unknown = isGiven ? Reflect.get(payload, field.name) : undefined;
    if (field.expected && (given === undefined || given === null || given === '')) notice('missingFields', field.name);
    if (given === undefined || given === null) continue;
    const value = fitField(field, given, notice);
    if (value !== undefined) fitted[field.name] = value;
    else if (field.required) fitted[field.name] = given;
  }
  if (Object.keys(payload).length > known) notice('extraFields', firstExtra(shape, payload));
  return fitted;
}

const firstExtra = (shape: ObjectShape, payload: object): string | undefined =>
  Object.keys(payload).find((name) => !shape.fields.some((field) => field.name === name));

function fitField({ name, shape, maxLength }: FieldShape, given: unknown, notice: Notice): unknown {
  const value = fitValue(shape, given, name, notice);
  if (maxLength !== undefined && typeof value === 'string' && value.length > maxLength) {
    notice('overlongTexts', name, value);
  }
  return value;
}

function fitValue(shape: Shape, given: unknown, name: string, notice: Notice): unknown {
  if (typeof shape === 'string') return fitScalar(shape, given, name, notice);
  if ('items' in shape) return fitList(shape.items, given, name, notice);
  if (isObject(given)) return fitPayload(shape, given, notice);
  notice('wrongScalarTypes', name, given);
  return undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fitList(items: Shape, given: unknown, name: string, notice: Notice): readonly unknown[] {
  const isList = Array.isArray(given);
  if (!isList) notice('objectForList', name, given);
  const list: readonly unknown[] = isList ? given : [given];
  return list.map((item) => fitValue(items, item, name, notice)).filter((item) => item !== undefined);
}

type ScalarShape = Extract<Shape, string>;

function fitScalar(shape: ScalarShape, given: unknown, name: string, notice: Notice): unknown {
  const value = scalarOf(shape, given);
  if (value !== given) {
    const isComma = typeof given === 'string' && typeof value === 'number' && given.includes(',');
    notice(isComma ? 'decimalComma' : 'wrongScalarTypes', name, given);
  }
  return value;
}

function scalarOf(shape: ScalarShape, value: unknown): unknown {
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
  }
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
