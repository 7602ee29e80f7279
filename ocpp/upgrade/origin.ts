/**
 * Whether a web page opens the connection: the page of a stranger in a browser on this network must not pass for a station. Stations are
 * not stopped: some send `file://` (a common library for small devices), some the address they dial.
 */
export function isForeignPage(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return false;
  const address = /^https?:\/\/(.*)$/i.exec(origin.trim())?.[1];
  if (address === undefined) return origin.trim().toLowerCase() === 'null';
  return hostName(address) !== hostName(host ?? '');
}

const hostName = (address: string): string => address.replace(/\/.*$/s, '').replace(/:\d+$/, '').toLowerCase();
