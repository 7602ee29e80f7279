import type { KeyKind } from './credentials.ts';

const handshakeRecord = 22;
const clientHello = 1;
const recordHeaderLength = 5;
const signatureAlgorithms = 13;
const maxRecordLength = 16_384;

/** RFC 8446 §4.2.3, and SHA-1 of TLS 1.2: RSA with either padding. */
const rsaSignatures: ReadonlySet<number> = new Set([0x0201, 0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806]);
const ecdsaSignatures: ReadonlySet<number> = new Set([0x0203, 0x0403, 0x0503, 0x0603]);
/** Suites of TLS 1.2 that need an ECDSA certificate (RFC 5289, RFC 4492, RFC 7905, RFC 7251). */
const ecdsaSuites: ReadonlySet<number> = new Set([
  0xc009, 0xc00a, 0xc023, 0xc024, 0xc02b, 0xc02c, 0xc0ac, 0xc0ad, 0xc0ae, 0xc0af, 0xcca9,
]);
/** Signals in the list of suites, no suites. */
const signals: ReadonlySet<number> = new Set([0x00ff, 0x5600]);

/** HTTP methods are capital letters; nothing else that is no TLS is worth waiting for. */
const isRequest = (received: Buffer): boolean => /^[A-Z]/.test(received.toString('latin1', 0, 1));

export const isTlsRecord = (received: Buffer): boolean => received[0] === handshakeRecord;

/** Whether enough has come to read a ClientHello, or to see that it is none. */
export function isHelloWhole(received: Buffer): boolean {
  if (received.length === 0) return false;
  if (isRequest(received)) return received.includes('\n') || received.length > maxRecordLength;
  if (!isTlsRecord(received)) return true;
  if (received.length < recordHeaderLength) return false;
  const length = received.readUInt16BE(3);
  return length > maxRecordLength || received.length >= recordHeaderLength + length;
}

/** The kinds of certificates a client can check; both when its ClientHello cannot be read, which is for TLS itself to find out. */
export function checkableKinds(received: Buffer): ReadonlySet<KeyKind> {
  try {
    return readKinds(received);
  } catch {
    return new Set<KeyKind>(['rsa', 'ecdsa']);
  }
}

function readKinds(received: Buffer): ReadonlySet<KeyKind> {
  const reader = new Reader(received.subarray(recordHeaderLength));
  if (reader.number(1) !== clientHello) throw new RangeError('no ClientHello');
  // Length of the message, version, random.
  reader.skip(3 + 2 + 32);
  reader.skip(reader.number(1));
  const suites = numbers(reader.take(reader.number(2)));
  reader.skip(reader.number(1));
  const signatures = readSignatures(reader);
  const isTls13 = suites.some((suite) => suite >> 8 === 0x13);
  const canUse = (fits: (suite: number) => boolean): boolean => isTls13 || suites.some(fits);
  const kinds = new Set<KeyKind>();
  // RFC 5246 §7.4.1.4.1: who names no signatures knows those of old.
  if (signatures === null || signatures.some((signature) => rsaSignatures.has(signature))) {
    if (canUse((suite) => !ecdsaSuites.has(suite) && !signals.has(suite))) kinds.add('rsa');
  }
  if (signatures === null || signatures.some((signature) => ecdsaSignatures.has(signature))) {
    if (canUse((suite) => ecdsaSuites.has(suite))) kinds.add('ecdsa');
  }
  return kinds;
}

function readSignatures(reader: Reader): readonly number[] | null {
  if (reader.isAtEnd) return null;
  const extensions = new Reader(reader.take(reader.number(2)));
  while (!extensions.isAtEnd) {
    const type = extensions.number(2);
    const content = new Reader(extensions.take(extensions.number(2)));
    if (type === signatureAlgorithms) return numbers(content.take(content.number(2)));
  }
  return null;
}

function numbers(bytes: Buffer): readonly number[] {
  return Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readUInt16BE(index * 2));
}

/** Reads a buffer from its start; throws `RangeError` beyond its end. */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(length: number): number {
    const value = this.#bytes.readUIntBE(this.#at, length);
    this.#at += length;
    return value;
  }

  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new RangeError('beyond the end');
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  skip(length: number): void {
    this.take(length);
  }
}
