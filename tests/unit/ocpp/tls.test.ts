import { describe, expect, it } from 'vitest';
import { checkableKinds, isHelloWhole, isTlsRecord } from '../../../ocpp/tls/client-hello.ts';
import { readRequestLine } from '../../../ocpp/upgrade/handshake.ts';
import { ReportBrake } from '../../../ocpp/upgrade/report-brake.ts';

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16BE(number, index * 2);
  return bytes;
};
/** With its length in front. */
const sized = (bytes: Buffer): Buffer => Buffer.concat([words(bytes.length), bytes]);

interface HelloParts {
  readonly suites: readonly number[];
  /** Left out: a ClientHello of old, without extensions. */
  readonly signatures?: readonly number[];
}

/** RFC 8446 §4.1.2, in one record. */
function hello({ suites, signatures }: HelloParts): Buffer {
  const serverName = Buffer.concat([words(0), sized(Buffer.from('x'))]);
  const extensions = signatures && [serverName, words(13), sized(sized(words(...signatures)))];
  const body = Buffer.concat([
    words(0x0303),
    Buffer.alloc(32),
    Buffer.from([4, 1, 2, 3, 4]),
    sized(words(...suites)),
    Buffer.from([1, 0]),
    ...(extensions ? [sized(Buffer.concat(extensions))] : []),
  ]);
  const message = Buffer.concat([Buffer.from([1, 0]), sized(body)]);
  return Buffer.concat([Buffer.from([22, 3, 1]), sized(message)]);
}

const rsaPkcs1 = 0x0401;
const rsaPss = 0x0804;
const ecdsa = 0x0403;
const tls13 = 0x1301;
const ecdheRsa = 0xc02f;
const ecdheEcdsa = 0xc02b;
const plainRsa = 0x009c;

describe('the certificates a ClientHello says can be checked', () => {
  it.each<[string, HelloParts, readonly string[]]>([
    ['both of TLS 1.3', { suites: [tls13], signatures: [ecdsa, rsaPss] }, ['rsa', 'ecdsa']],
    ['both of TLS 1.2', { suites: [ecdheRsa, ecdheEcdsa], signatures: [ecdsa, rsaPkcs1] }, ['rsa', 'ecdsa']],
    ['by its signatures', { suites: [tls13], signatures: [ecdsa] }, ['ecdsa']],
    ['by its suites', { suites: [ecdheEcdsa, 0x00ff], signatures: [ecdsa, rsaPkcs1] }, ['ecdsa']],
    ['by the suites of old', { suites: [plainRsa], signatures: [ecdsa, rsaPkcs1] }, ['rsa']],
    ['without a word about signatures', { suites: [plainRsa] }, ['rsa']],
    ['in no way we know', { suites: [tls13], signatures: [0x0807] }, []],
  ])('%s', (_how, parts, kinds) => {
    const bytes = hello(parts);
    expect(isHelloWhole(bytes)).toBe(true);
    expect(isTlsRecord(bytes)).toBe(true);
    expect([...checkableKinds(bytes)]).toEqual(kinds);
  });

  it('are both when it cannot be read, wherever it breaks off', () => {
    const bytes = hello({ suites: [ecdheEcdsa], signatures: [ecdsa] });
    for (let length = 5; length < bytes.length - 1; length++) {
      const kinds = [...checkableKinds(bytes.subarray(0, length))];
      expect(kinds.length).toBeGreaterThan(0);
      expect(isHelloWhole(bytes.subarray(0, length))).toBe(false);
    }
    expect([...checkableKinds(Buffer.from([22, 3, 1, 0, 1, 9]))]).toEqual(['rsa', 'ecdsa']);
  });
});

describe('the first bytes of a socket', () => {
  it.each([
    ['nothing', Buffer.alloc(0), false],
    ['the beginning of a record', Buffer.from([22, 3, 1, 0]), false],
    ['a record that claims too much', Buffer.from([22, 3, 1, 255, 255]), true],
    ['a line', Buffer.from('GET / HTTP/1.1\r\n'), true],
    ['half a line', Buffer.from('GET / HT'), false],
    ['a line without end', Buffer.alloc(16_385, 'X'), true],
    ['a greeting of SSL 2', Buffer.from([0x80, 0x2e, 1, 3, 1]), true],
  ])('are enough to judge: %s', (_what, bytes, isEnough) => {
    expect(isHelloWhole(bytes)).toBe(isEnough);
  });

  it.each([
    ['GET /ocpp/CP%201?x HTTP/1.1\r\nHost: x\r\n', { stationId: 'CP 1', url: '/ocpp/CP%201?x' }],
    ['POST / HTTP/1.0\n', { stationId: '', url: '/' }],
    ['GET / HTTP/2.0\r\n', null],
    ['hello\n', null],
    ['', null],
  ])('tell who asks in plain HTTP: %j', (text, asked) => {
    expect(readRequestLine(text)).toEqual(asked);
  });
});

describe('reports of an address', () => {
  it('are made once in ten seconds', () => {
    const brake = new ReportBrake();
    expect([0, 1, 9_999, 10_000, 10_001].map((nowMs) => brake.isDue('a', nowMs))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    expect(brake.isDue('b', 10_001)).toBe(true);
  });

  it('are bounded in number, and go on when the flood is over', () => {
    const brake = new ReportBrake();
    for (let address = 0; address < 1_000; address++) expect(brake.isDue(`a${String(address)}`, 0)).toBe(true);
    expect(brake.isDue('one more', 1)).toBe(false);
    expect(brake.isDue('one more', 10_000)).toBe(true);
  });
});
