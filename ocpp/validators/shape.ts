/**
 * What a payload should look like, derived from the official schema when the validators are built. Fields stand in schema order. `json` is a
 * text in which an object is taken as its JSON text.
 */
export type Shape = 'text' | 'integer' | 'number' | 'boolean' | 'json' | ListShape | ObjectShape;

export interface ListShape {
  readonly items: Shape;
}

export interface ObjectShape {
  readonly fields: readonly FieldShape[];
}

export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
}
