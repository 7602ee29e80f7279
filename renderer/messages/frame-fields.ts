/** The fields of a JSON object whose shape nobody has checked: frames are shown as they came. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What can be read of an OCPP-J frame. */
export interface FrameContent {
  /** The payload of a call or of a result. */
  readonly payload: Fields;
  /** Code and description of an error; empty where there is none. */
  readonly error: { readonly code: string; readonly description: string };
  /** The whole frame, laid out for reading; the text itself where it is no JSON. */
  readonly pretty: string;
}

export function readFrame(text: string): FrameContent {
  const parts = parse(text);
  const list: readonly unknown[] = Array.isArray(parts) ? parts : [];
  const body = list[0] === 2 ? list[3] : list[2];
  return {
    payload: isFields(body) ? body : {},
    error: { code: asText(list[2]), description: asText(list[3]) },
    pretty: parts === undefined ? text : JSON.stringify(parts, null, 2),
  };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text or a number as text; empty for anything else. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function numberOf(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function fieldsOf(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}

export function listOf(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}
