import type { Handshake } from '../central-system.ts';

const basic = /^\s*basic\s+([A-Za-z0-9+/_-]+={0,2})\s*$/i;
const colon = 0x3a;

/**
 * User and password of an HTTP Basic `Authorization` header. The password is raw bytes: 1.6 stations send any (security whitepaper §3.3). A
 * user name may hold colons only when it is the identity.
 */
export function readCredentials(header: string | undefined, stationId: string): Handshake['credentials'] {
  const encoded = basic.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const decoded = Buffer.from(encoded, 'base64');
  const expected = Buffer.from(`${stationId}:`);
  const split = decoded.subarray(0, expected.length).equals(expected) ? stationId.length : decoded.indexOf(colon);
  if (split === -1) return null;
  return { user: decoded.subarray(0, split).toString('utf8'), password: new Uint8Array(decoded.subarray(split + 1)) };
}
