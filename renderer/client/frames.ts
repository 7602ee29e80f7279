import type { RequestFrame, ServiceFrame } from '../../electron/contract/wire.ts';

export const writeRequest = (frame: RequestFrame): string => JSON.stringify(frame);

/** Null for a text that is no frame of this contract. */
export function readServiceFrame(text: string): ServiceFrame | null {
  const value = parseJson(text);
  return isServiceFrame(value) ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The outer shape only: console and service are built from one contract and released as one program. */
function isServiceFrame(value: unknown): value is ServiceFrame {
  if (typeof value !== 'object' || value === null) return false;
  if ('event' in value) return typeof value.event === 'string' && 'seq' in value && typeof value.seq === 'number';
  return 'id' in value && ('result' in value || ('error' in value && typeof value.error === 'object'));
}
