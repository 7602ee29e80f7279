/** Part of a file; `end` is its last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a `Range` header asks for (RFC 9110 §14.2): null for the whole file, which is also the answer to a header that is not understood and to
 * several parts at once.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^\s*bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '')
    return Number(last) === 0 ? 'unsatisfiable' : fitted(sizeBytes - Number(last), sizeBytes - 1, sizeBytes);
  if (last !== '' && Number(last) < Number(first)) return null;
  return fitted(Number(first), last === '' ? sizeBytes - 1 : Number(last), sizeBytes);
}

function fitted(start: number, end: number, sizeBytes: number): ByteRange | 'unsatisfiable' {
  return start >= sizeBytes ? 'unsatisfiable' : { start: Math.max(0, start), end: Math.min(end, sizeBytes - 1) };
}
