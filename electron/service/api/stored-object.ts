import { z } from 'zod';

const object = z.record(z.string(), z.unknown());

/** An object that was kept as JSON, whatever an older version put into it. */
export function storedObject(json: string): Readonly<Record<string, unknown>> {
  return object.parse(JSON.parse(json));
}
