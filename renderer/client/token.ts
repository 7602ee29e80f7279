const tokenKey = 'stansiya.token';

/** Takes the token out of the address bar, where it would end up in the history, and keeps it for this tab. */
export function takeToken(window: Window): string {
  const address = new URL(window.location.href);
  const given = address.searchParams.get('token');
  if (given === null) return window.sessionStorage.getItem(tokenKey) ?? '';
  window.sessionStorage.setItem(tokenKey, given);
  address.searchParams.delete('token');
  window.history.replaceState(window.history.state, '', address);
  return given;
}

/** Address of the console API on the server this page came from. */
export function consoleApiUrl(location: Location, token: string): string {
  const url = new URL('/api', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set('token', token);
  return url.href;
}
