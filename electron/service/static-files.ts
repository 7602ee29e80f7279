import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from '../contract/content-security-policy.ts';

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Serves the files of the built console, and nothing outside of its folder. */
export function serveStatic(request: IncomingMessage, response: ServerResponse, folder: string): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const path = fileFor(request.url ?? '/', folder);
  const mediaType = path === null ? undefined : mediaTypes.get(extname(path));
  if (path === null || mediaType === undefined) {
    notFound(response);
    return;
  }
  stat(path).then(
    ({ size }) => {
      response.writeHead(200, {
        ...headers,
        'Content-Type': mediaType,
        'Content-Length': size,
        'Cache-Control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-store',
      });
      if (request.method === 'HEAD') response.end();
      else
        createReadStream(path)
          .on('error', () => response.destroy())
          .pipe(response);
    },
    () => {
      notFound(response);
    },
  );
}

/** The file of a path, or null when it points anywhere else. */
export function fileFor(url: string, folder: string): string | null {
  const path = decoded(url.split(/[?#]/, 1)[0] ?? '/');
  if (path === null || path.includes('\0')) return null;
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(folder + sep) ? file : null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** The build puts a digest of the content into the names of everything in `assets`. */
function isHashed(path: string): boolean {
  return path.includes(`${sep}assets${sep}`);
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, headers).end();
}
