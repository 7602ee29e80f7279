import { Ajv, type ValidateFunction } from 'ajv';
import * as schemas from 'typed-ocpp/dist/ocpp16/schemas.js';

const ajv = new Ajv({ strict: false, multipleOfPrecision: 6, validateFormats: false });
const published: Readonly<Record<string, Described>> = schemas;
const compiled = new Map<string, ValidateFunction>();

interface Described {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Departures of an OCPP 1.6 payload from its published schema, as text; empty when there are none. */
export function schemaFaults(action: string, part: 'Request' | 'Response', payload: unknown): string {
  const name = `${action}${part}`;
  const schema = published[name];
  if (schema === undefined) return `There is no schema ${name}`;
  const validate = compiled.get(name) ?? ajv.compile(schema);
  compiled.set(name, validate);
  if (!validate(payload)) return `${name} ${JSON.stringify(payload)}: ${ajv.errorsText(validate.errors)}`;
  return isInOrder(schema, payload) ? '' : `${name} ${JSON.stringify(payload)}: not in the order of the schema`;
}

/** Some charge points read properties by their position. */
function isInOrder({ properties = {} }: Described, payload: unknown): boolean {
  const names = typeof payload === 'object' && payload !== null ? Object.keys(payload) : [];
  const known = Object.keys(properties).filter((name) => names.includes(name));
  return known.every((name, index) => names[index] === name);
}
