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
  /** No handler can do without it. */
  readonly required: boolean;
  /** The official schema requires it, and a text in it should not be empty. */
  readonly expected: boolean;
  /** Official length of a text. */
  readonly maxLength?: number;
}
