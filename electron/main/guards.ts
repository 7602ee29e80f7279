import type { Session, WebContents, WebFrameMain } from 'electron';
import { consoleOrigin } from './console-files.ts';

/** The console needs no camera, no location, no notification of its own: every permission is refused. Copying to the clipboard needs none. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(isHarmless(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.setDevicePermissionHandler(() => false);
}

const isHarmless = (permission: string): boolean => permission === 'clipboard-sanitized-write';

/** Keeps a page where it is: no other address, no second window, no embedded page. */
export function refuseNavigation(contents: WebContents, log: (line: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    log(`The window was kept from opening ${url}`);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    event.preventDefault();
    log(`The window was kept from going to ${url}`);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
}

/** Whether a message comes from the console's own main frame. */
export const isConsoleFrame = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && isConsoleAddress(frame.url);

const isConsoleAddress = (url: string): boolean => url === consoleOrigin || url.startsWith(`${consoleOrigin}/`);
