import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

/** Every browser's name of itself begins so, and no page can change that. */
const browser = /^mozilla\//i;

/**
 * Whether a web page opens the connection: the page of a stranger in a browser on this network must not pass for a station. Stations are
 * not stopped: some send `file://` (a common library for small devices), some the address they dial.
 */
export function isForeignPage({
  origin,
  host,
  'user-agent': agent,
}: Pick<IncomingHttpHeaders, 'origin' | 'host' | 'user-agent'>): boolean {
  if (origin === undefined) return false;
  const address = /^https?:\/\/(.*)$/i.exec(origin.trim())?.[1];
  if (address === undefined) return origin.trim().toLowerCase() === 'null';
  const own = hostName(host ?? '');
  if (hostName(address) !== own) return true;
  // A stranger can let a name of his lead here once his page is loaded (DNS rebinding), but no number.
  return browser.test(agent ?? '') && isIP(own) === 0 && own !== 'localhost';
}

const hostName = (address: string): string =>
  address
    .replace(/\/.*$/s, '')
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
