import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy } from '../contract/content-security-policy.ts';
import { consoleFile, consoleScheme } from './console-files.ts';

/** Must be called before the app is ready. */
export function registerConsoleScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: consoleScheme, privileges }]);
}

/** Serves the built console, and only it, from `folder`. */
export function serveConsole(session: Session, folder: string): void {
  session.protocol.handle(consoleScheme, async (request) => {
    const file = request.method === 'GET' ? consoleFile(request.url, folder) : null;
    const body = file === null ? null : await readFile(file.path).catch(() => null);
    if (file === null || body === null) return new Response(null, { status: 404 });
    return new Response(body, { headers: headers(file.mediaType) });
  });
}

const headers = (mediaType: string): Record<string, string> => ({
  'Content-Type': mediaType,
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
});
