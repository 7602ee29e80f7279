import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from '../contract/content-security-policy.ts';

const scheme = 'app';

/** Where the console lives for its window. Nothing else is served, and nothing else may be loaded. */
export const consoleOrigin = `${scheme}://stansiya`;
export const consoleUrl = `${consoleOrigin}/index.html`;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must be called before the app is ready. */
export function registerConsoleScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the built console, and only it, from `folder`. */
export function serveConsole(session: Session, folder: string): void {
  session.protocol.handle(scheme, async (request) => {
    const path = fileFor(request.url, folder);
    const mediaType = path === null ? undefined : mediaTypes[extname(path)];
    if (request.method !== 'GET' || path === null || mediaType === undefined) return notFound();
    const body = await readFile(path).catch(() => null);
    return body === null ? notFound() : new Response(body, { headers: headers(mediaType) });
  });
}

/** The file of a URL of the console, or null when it points anywhere else. */
export function fileFor(url: string, folder: string): string | null {
  const { origin, protocol: scheme, host, pathname } = new URL(url);
  // Node gives the origin of a scheme it does not know as "null".
  if (origin !== consoleOrigin && `${scheme}//${host}` !== consoleOrigin) return null;
  const decoded = decodedPath(pathname);
  if (decoded === null || decoded.includes('\0')) return null;
  const path = normalize(join(folder, decoded));
  return path.startsWith(folder + sep) ? path : null;
}

function decodedPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

const headers = (mediaType: string): Record<string, string> => ({
  'Content-Type': mediaType,
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
});

const notFound = (): Response => new Response(null, { status: 404 });
