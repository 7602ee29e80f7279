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
}

/** The identity a station dials with: any path before it is taken, a query is not looked at. Never throws. */
export function readIdentity(url: string): RequestedIdentity {
  const path = url.replace(schemeAndHost, '').replace(/[?#].*$/s, '');
  const segments = path.split('/').filter((segment) => segment.trim() !== '');
  const last = segments.at(-1) ?? '';
  if (segments.length <= 1 && last.toLowerCase() === basePath) return { text: '', isValid: false };
  const text = decodeOnce(last)?.trim();
  if (text === undefined) return { text: last, isValid: false };
  return { text, isValid: identity.test(text) && !onlyDots.test(text) };
}

function decodeOnce(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
