import { extname, join, normalize, sep } from 'node:path';

export const consoleScheme = 'app';

/** Where the console lives for its window. Nothing else is served, and nothing else may be loaded. */
export const consoleOrigin = `${consoleScheme}://stansiya`;
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

export interface ConsoleFile {
  readonly path: string;
  readonly mediaType: string;
}

/** The file in `folder` behind an address of the console; null when the address points anywhere else, or to a kind of file it has not. */
export function consoleFile(url: string, folder: string): ConsoleFile | null {
  const { protocol, host, pathname } = new URL(url);
  const decoded = decodedPath(pathname);
  if (`${protocol}//${host}` !== consoleOrigin || decoded === null || decoded.includes('\0')) return null;
  const path = normalize(join(folder, decoded));
  const mediaType = mediaTypes[extname(path)];
  return path.startsWith(folder + sep) && mediaType !== undefined ? { path, mediaType } : null;
}

function decodedPath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
