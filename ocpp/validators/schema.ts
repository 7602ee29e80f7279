import type { FieldShape, Shape } from './shape.ts';

/** The part of JSON Schema that OCPP's schemas use. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly multipleOf?: number;
  readonly format?: string;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** What a schema set is adapted by; fields are named `AuthorizeRequest.idTag`. */
export interface Adaptation {
  readonly sparse: ReadonlySet<string>;
  readonly jsonTextFields: ReadonlySet<string>;
  /** Fields that are required, but told of in another way when they are missing. */
  readonly toldElsewhere: ReadonlySet<string>;
  readonly officialLengths: ReadonlyMap<string, number>;
}

type FieldAdapter = (field: JsonSchema, path: string) => JsonSchema;

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

/** Replaces references by what they refer to and applies `adapt` to every schema in it, innermost first. */
function rebuild(root: JsonSchema, name: string, adapt: FieldAdapter): JsonSchema {
  const visit = (given: JsonSchema, path: string): JsonSchema => {
    const schema = given.$ref === undefined ? given : dereference(root, given.$ref);
    const { type, properties, items, additionalProperties, required, minItems, maxLength, multipleOf, format } = schema;
    return adapt(
      {
        ...(type !== undefined && { type }),
        ...(properties && { properties: mapValues(properties, (field, key) => visit(field, `${path}.${key}`)) }),
        ...(type === 'object' && { additionalProperties: additionalProperties ?? true }),
        ...(required && { required }),
        ...(items && { items: visit(items, path) }),
        ...(minItems !== undefined && { minItems }),
        ...(schema.enum && { enum: schema.enum }),
        ...(maxLength !== undefined && { maxLength }),
        ...(multipleOf !== undefined && { multipleOf }),
        ...(format !== undefined && { format }),
      },
      path,
    );
  };
  return visit(root, name);
}

function dereference(root: JsonSchema, reference: string): JsonSchema {
  const found = root.definitions?.[reference.replace('#/definitions/', '')];
  if (!found) throw new Error(`Unknown schema reference ${reference}`);
  return found;
}

/** The official schema, by which everything we send is judged. */
export function strictSchema(schema: JsonSchema, name: string, adaptation: Adaptation): JsonSchema {
  return rebuild(schema, name, (field, path) => {
    const maxLength = adaptation.officialLengths.get(path);
    return maxLength === undefined ? field : { ...field, maxLength };
  });
}

/** Only what no handler can do without: types, and the fields that are required of what comes in. */
export function looseSchema(schema: JsonSchema, name: string, adaptation: Adaptation): JsonSchema {
  return rebuild(schema, name, ({ type, properties, items, required }) => ({
    ...(type !== undefined && { type }),
    ...(properties && { properties }),
    ...(items && { items }),
    ...(required && !adaptation.sparse.has(name) && { required }),
  }));
}

/** The shape of a loose schema; `official` is the strict one of the same message. */
export function shapeOf(schema: JsonSchema, official: JsonSchema, path: string, adaptation: Adaptation): Shape {
  switch (schema.type) {
    case 'string':
      return adaptation.jsonTextFields.has(path) ? 'json' : 'text';
    case 'integer':
    case 'number':
    case 'boolean':
      return schema.type;
    case 'array':
      return { items: shapeOf(schema.items ?? {}, official.items ?? {}, path, adaptation) };
    case 'object':
      return { fields: fieldShapes(schema, official, path, adaptation) };
    case undefined:
    default:
      throw new Error(`No shape for type ${String(schema.type)} at ${path}`);
  }
}

function fieldShapes(
  schema: JsonSchema,
  official: JsonSchema,
  path: string,
  adaptation: Adaptation,
): readonly FieldShape[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const officialField = official.properties?.[name] ?? {};
    const { maxLength } = officialField;
    const fieldPath = `${path}.${name}`;
    return {
      name,
      shape: shapeOf(field, officialField, fieldPath, adaptation),
      required: schema.required?.includes(name) ?? false,
      expected: (official.required?.includes(name) ?? false) && !adaptation.toldElsewhere.has(fieldPath),
      ...(maxLength !== undefined && { maxLength }),
    };
  });
}
