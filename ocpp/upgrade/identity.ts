/** OCPP 2.0.1 identifierString, and the blank that 1.6 stations use. */
const identity = /^[A-Za-z0-9*\-_=:+|@. ]{1,48}$/;
const onlyDots = /^\.+$/;
const schemeAndHost = /^[a-z]+:\/\/[^/?#]*/i;
/** The path stations are told to dial; alone it names nobody. */
const basePath = 'ocpp';

export interface RequestedIdentity {
  /** Last non-empty path segment, percent-decoded and trimmed; empty when there is none. */
  readonly text: string;
  readonly isValid: boolean;
  /** It came with blanks, slashes or escapes that do not belong to it. */
  readonly isPadded: boolean;
}

/** An escape of a character that needs none (RFC 3986 §2.3). */
const needlessEscape = /%(?:2D|2E|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/i;

/** The identity a station dials with: any path before it is taken, a query is not looked at. Never throws. */
export function readIdentity(url: string): RequestedIdentity {
  const pieces = url
    .replace(schemeAndHost, '')
    .replace(/[?#].*$/s, '')
    .split('/');
  const segments = pieces.filter((segment) => segment.trim() !== '');
  const last = segments.at(-1) ?? '';
  if (segments.length <= 1 && last.toLowerCase() === basePath) return { text: '', isValid: false, isPadded: false };
  const decoded = decodeOnce(last);
  if (decoded === undefined) return { text: last, isValid: false, isPadded: false };
  const text = decoded.trim();
  // The first piece is what stands before the leading slash.
  const isPadded = text !== decoded || needlessEscape.test(last) || pieces.indexOf('', 1) !== -1;
  return { text, isValid: identity.test(text) && !onlyDots.test(text), isPadded };
}

function decodeOnce(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
