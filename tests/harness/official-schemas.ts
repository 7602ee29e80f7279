import { Ajv, type ValidateFunction } from 'ajv';
import * as schemas from 'typed-ocpp/dist/ocpp16/schemas.js';

const ajv = new Ajv({ strict: false, multipleOfPrecision: 6, validateFormats: false });
const published: Readonly<Record<string, object>> = schemas;
const compiled = new Map<string, ValidateFunction>();

/** Departures of an OCPP 1.6 payload from its published schema, as text; empty when there are none. */
export function schemaFaults(action: string, part: 'Request' | 'Response', payload: unknown): string {
  const name = `${action}${part}`;
  const schema = published[name];
  if (schema === undefined) return `There is no schema ${name}`;
  const validate = compiled.get(name) ?? ajv.compile(schema);
  compiled.set(name, validate);
  return validate(payload) ? '' : `${name} ${JSON.stringify(payload)}: ${ajv.errorsText(validate.errors)}`;
}
